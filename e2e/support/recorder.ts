import type { BrowserContext, Response } from '@playwright/test';

/** One answer as the browser received it. */
interface Recorded {
  url: string;
  status: number;
  /** Names and values of all headers, then the body. */
  text: string;
}

/** Keeps every answer that a browser context receives. */
export interface Recorder {
  /** All answers so far, once those under way have come. */
  answers: () => Promise<Recorded[]>;
}

/** Built files are the same for everybody: they are searched on disk, once. */
function isBuiltFile(url: string): boolean {
  return new URL(url).pathname.startsWith('/assets/');
}

async function record(response: Response): Promise<Recorded> {
  const headers = await response.headersArray().catch(() => []);
  // An answer that a navigation or an abort cut short has no body to read.
  const body = isBuiltFile(response.url())
    ? ''
    : await response.body().then(
        (bytes) => bytes.toString('latin1'),
        () => '',
      );
  const head = headers.map(({ name, value }) => `${name}: ${value}`).join('\n');
  return { url: response.url(), status: response.status(), text: `${head}\n\n${body}` };
}

/** Starts recording. */
export function recordResponses(context: BrowserContext): Recorder {
  const pending: Promise<Recorded>[] = [];
  context.on('response', (response) => {
    pending.push(record(response));
  });
  return { answers: () => Promise.all(pending) };
}
