import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, CDPSession, Page } from '@playwright/test';
import * as z from 'zod/mini';
import config from '../../playwright.config.ts';
import { formatTable } from '../tables.ts';
import { builtPages, buildPage } from './build-pages.ts';
import { makeResponses } from './data.ts';
import { createOracle, type Asked } from './oracle.ts';
import { peers } from './peers.ts';
import type { FileServer } from './serve.ts';

/** https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile */
const profileSchema = z.object({
  nodes: z.array(
    z.object({
      id: z.number(),
      callFrame: z.object({ functionName: z.string(), url: z.string(), lineNumber: z.number() }),
    }),
  ),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
});

const size = 100_000;
const most = 25;
const restMs = 3000;

/** Own time by function, longest first. */
function ownTimes(profile: z.infer<typeof profileSchema>): { name: string; ms: number }[] {
  const names = new Map(
    profile.nodes.map(({ id, callFrame }) => {
      const { functionName, url, lineNumber } = callFrame;
      const file = url === '' ? '' : ` ${url.slice(url.lastIndexOf('/') + 1)}:${lineNumber + 1}`;
      return [id, `${functionName || '(anonymous)'}${file}`];
    }),
  );
  const times = new Map<string, number>();
  profile.samples.forEach((id, at) => {
    const name = names.get(id) ?? '';
    times.set(name, (times.get(name) ?? 0) + (profile.timeDeltas[at] ?? 0) / 1000);
  });
  return Array.from(times, ([name, ms]) => ({ name, ms })).toSorted((a, b) => b.ms - a.ms);
}

/** Takes a profile of what is done; prints where its time went. */
async function take(session: CDPSession, title: string, act: () => Promise<void>) {
  await session.send('Profiler.start');
  await act();
  const answer = await session.send('Profiler.stop');
  const file = join(builtPages, `${title.replaceAll(/\W+/g, '-')}.cpuprofile`);
  writeFileSync(file, JSON.stringify(answer.profile));
  const times = ownTimes(profileSchema.parse(answer.profile))
    .filter(({ name }) => !/^\((?:idle|program)\)/.test(name))
    .slice(0, most);
  const rows = times.map(({ name, ms }) => [name, ms.toFixed(1)]);
  return `${title} (${file})\n${formatTable([['own time', 'ms'], ...rows])}\n\n`;
}

/**
 * Where a page's own time goes with 100,000 members, by function: first paint, what follows it by
 * itself, single keys, clearing, a sort. The build keeps the names of functions.
 */
export async function profilePage(
  browser: Browser,
  server: FileServer,
  key: string,
): Promise<string> {
  const peer = peers.find((one) => one.key === key);
  if (peer === undefined) throw new Error(`no page is called ${key}`);
  await buildPage(key, true);
  const answers = makeResponses(size);
  server.add(`/data/${size}.json`, JSON.stringify(answers));
  const oracle = createOracle(answers);
  const asked: Asked = { query: '', facet: null, sort: peer.order };
  const page: Page = await browser.newPage({ viewport: config.use?.viewport ?? null });
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 200 });
  await page.goto(`${server.origin}/${key}-readable/`);
  await page.waitForFunction(() => globalThis.window.bench !== undefined);
  await page.evaluate((members) => globalThis.window.bench?.load(members), size);

  const event = async (name: 'input' | 'click', act: () => Promise<void>) => {
    const wanted = oracle.answer({ ...asked });
    await page.evaluate(([kind, expected]) => globalThis.window.bench?.arm(kind, expected), [
      name,
      wanted,
    ] as const);
    await act();
    await page.evaluate(() => globalThis.window.bench?.taken());
  };
  const press = async (letter: string, query: string) => {
    asked.query = query;
    await event('input', () => page.keyboard.press(letter));
  };
  const wanted = oracle.answer(asked);
  const parts = [
    await take(session, `${key}: first paint`, async () => {
      await page.evaluate((expected) => globalThis.window.bench?.show(expected), wanted);
    }),
    await take(session, `${key}: three seconds of rest after it`, () =>
      page.waitForTimeout(restMs),
    ),
  ];
  await page.locator(peer.search).focus();
  parts.push(
    await take(session, `${key}: the key m`, () => press('m', 'm')),
    await take(session, `${key}: the keys aria`, async () => {
      for (const query of ['ma', 'mar', 'mari', 'maria']) await press(query.at(-1) ?? '', query);
    }),
  );
  await page.keyboard.press('Control+a');
  parts.push(await take(session, `${key}: clear`, () => press('Backspace', '')));
  asked.sort = 'ascending';
  parts.push(
    await take(session, `${key}: sort by name`, () =>
      event('click', () => page.locator(peer.head).click()),
    ),
  );
  await page.close();
  return parts.join('');
}
