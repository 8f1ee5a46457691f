import type { BrowserContext } from '@playwright/test';

/** Something that a browser should not say or do. */
interface Incident {
  what: string;
  url: string;
}

/** Listens for errors, violations of the content policy and requests to elsewhere. */
export interface Guard {
  /** Names an incident that the test brings about; it must happen, and then is forgiven. */
  expect: (pattern: RegExp) => void;
  /** What happened unnamed, and what was named and did not happen; alarms are lines of the server's log. */
  verdict: (alarms: readonly string[]) => string[];
}

/** Watches a browser context whose pages all belong to one origin. */
export function guardContext(context: BrowserContext, origin: string): Guard {
  const incidents: Incident[] = [];
  const expected: RegExp[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') {
      incidents.push({ what: `console: ${message.text()}`, url: message.location().url });
    }
  });
  context.on('weberror', (event) => {
    incidents.push({ what: `error: ${event.error().message}`, url: event.page()?.url() ?? '' });
  });
  context.on('request', (request) => {
    const url = request.url();
    const stays = url.startsWith(`${origin}/`) || /^(?:data|blob|about):/.test(url);
    if (!stays) incidents.push({ what: `request to elsewhere`, url });
  });
  return {
    expect: (pattern) => {
      expected.push(pattern);
    },
    verdict(alarms) {
      const said = [
        ...incidents.map(({ what, url }) => `${what} (${url.replace(origin, '')})`),
        ...alarms.map((line) => `log: ${line}`),
      ];
      return [
        ...said.filter((line) => !expected.some((pattern) => pattern.test(line))),
        ...expected
          .filter((pattern) => !said.some((line) => pattern.test(line)))
          .map((pattern) => `expected and never seen: ${String(pattern)}`),
      ];
    },
  };
}
