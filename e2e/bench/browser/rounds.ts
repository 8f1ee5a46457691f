import type { Browser } from '@playwright/test';
import { makeResponses } from './data.ts';
import { createOracle, type Asked, type Expected, type Oracle } from './oracle.ts';
import type { Peer } from './peers.ts';
import type { FileServer } from './serve.ts';
import { isMetric, visit, type Metric, type Sample } from './visit.ts';

/** How much of the bench is run. */
export interface Extent {
  /** Rounds for each number of members; every other round sorts first instead of typing first. */
  rounds: ReadonlyMap<number, number>;
  queries: readonly string[];
  scrollPixels: number;
}

const fewQueries = ['maria', 'documents:ex', 'rosa wri'];

export const shortExtent: Extent = {
  rounds: new Map([
    [1000, 1],
    [10_000, 1],
    [100_000, 2],
  ]),
  queries: fewQueries,
  scrollPixels: 12_000,
};

export const fullExtent: Extent = {
  rounds: new Map([
    [1000, 6],
    [10_000, 6],
    [100_000, 10],
  ]),
  queries: [...fewQueries, 'ahmed ol', 'yusuf.kim', '@globex', 'test-0a'],
  scrollPixels: 24_000,
};

/** All values of one measure of one page with so many members. */
export interface Values {
  painted: number[];
  worked: number[];
}

/** What was measured: by number of members, page and measure. */
export type Results = Map<number, Map<string, Map<Metric, Values>>>;

/** A page that showed something wrong, or nothing. */
export interface Failure {
  peer: string;
  size: number;
  message: string;
}

function remembering(oracle: Oracle): Oracle {
  const answers = new Map<string, Expected>();
  return {
    answer(asked: Asked) {
      const key = JSON.stringify(asked);
      const known = answers.get(key) ?? oracle.answer(asked);
      answers.set(key, known);
      return known;
    },
  };
}

function keep(into: Map<Metric, Values>, { painted, worked }: Sample): void {
  const add = (part: keyof Values, measured: Sample['painted']) => {
    for (const [metric, values] of Object.entries(measured)) {
      if (!isMetric(metric)) continue;
      const known = into.get(metric) ?? { painted: [], worked: [] };
      known[part].push(...values);
      into.set(metric, known);
    }
  };
  add('painted', painted);
  add('worked', worked);
}

/**
 * Visits every page in turn, round after round, beginning with another one each time: what slows the
 * machine for a while slows all of them.
 */
export async function runRounds(
  browser: Browser,
  server: FileServer,
  peers: readonly Peer[],
  extent: Extent,
  tell: (line: string) => void,
): Promise<{ results: Results; failures: Failure[] }> {
  const results: Results = new Map();
  const failures: Failure[] = [];
  for (const [size, rounds] of extent.rounds) {
    const answers = makeResponses(size);
    server.add(`/data/${size}.json`, JSON.stringify(answers));
    const oracle = remembering(createOracle(answers));
    const ofSize = new Map(peers.map(({ key }) => [key, new Map<Metric, Values>()]));
    results.set(size, ofSize);
    for (let round = 0; round < rounds; round += 1) {
      tell(`${size.toLocaleString('en')} members, round ${round + 1} of ${rounds}`);
      for (let turn = 0; turn < peers.length; turn += 1) {
        const peer = peers[(round + turn) % peers.length];
        const into = ofSize.get(peer?.key ?? '');
        if (peer === undefined || into === undefined) continue;
        try {
          const early = round % 2 === 0 ? 'key' : 'sort';
          const { origin } = server;
          const { queries, scrollPixels } = extent;
          const plan = { origin, peer, size, oracle, queries, early, scrollPixels } as const;
          keep(into, await visit(browser, plan));
        } catch (error) {
          const message = error instanceof Error ? error.message : String(error);
          failures.push({ peer: peer.label, size, message });
          tell(`${peer.label} failed: ${message.slice(0, 2000)}`);
        }
      }
    }
  }
  return { results, failures };
}
