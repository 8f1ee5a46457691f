import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RouteName } from '#contract/routes.ts';
import { openCase, samEmail } from '../testing/desk.ts';
import { namedIn, part } from '../testing/parted.ts';
import { callRoute, type Named } from '../testing/route-calls.ts';
import { startStack, type Stack } from '../testing/start.ts';
import type { Visitor } from '../testing/visitor.ts';

const tries = 200;
/** What a call of Stytch takes here: longer than the two may differ, so that one more shows. */
const upstreamMs = 25;
const maxApartMs = 20;
const uuid = '00000000-0000-4000-8000-000000000000';
let stack: Stack;
let amara: Visitor;
let sam: Visitor;
let acme: Named;
let globex: Named;

beforeAll(async () => {
  stack = await startStack({ env: { REQUESTS_PER_MINUTE: '1000000' } });
  await part(stack);
  amara = await stack.signIn('amara.okafor@acme-robotics.example');
  sam = await stack.signIn(samEmail);
  const dolores = await stack.signIn('dolores.reyes@globex.example');
  acme = await namedIn(stack, 'acme-robotics', amara, sam);
  globex = await namedIn(stack, 'globex', dolores, sam);
  await openCase(sam, acme.organization);
  await stack.faults({ kind: 'latency', path: '*', ms: upstreamMs });
});
afterAll(() => stack.close());

const median = (times: readonly number[]) =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Infinity;

async function timed(call: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await call();
  return performance.now() - started;
}

const withUuid = (id: string) => id.replace(/[0-9a-f]{8}-.*/, uuid);
const missing = (named: Named): Named => ({
  organization: withUuid(named.organization),
  app: withUuid(named.app),
  member: withUuid(named.member),
  scope: 'no:such:scope',
});

test.each<[name: RouteName, who: 'admin' | 'support', what: keyof Named]>([
  ['connectedApp', 'admin', 'app'],
  ['connectedAppReach', 'admin', 'app'],
  ['connectedAppLogo', 'admin', 'app'],
  ['member', 'admin', 'member'],
  ['diagnosis', 'admin', 'member'],
  ['diagnosis', 'admin', 'app'],
  ['scope', 'admin', 'scope'],
  ['connectedApp', 'support', 'app'],
  ['member', 'support', 'member'],
  ['connectedApps', 'support', 'organization'],
])(
  '%s takes %s as long for a foreign %s as for a missing one',
  async (name, who, what) => {
    const visitor = who === 'admin' ? amara : sam;
    const ask = (from: Named) =>
      timed(() => callRoute(visitor, name, { ...acme, [what]: from[what] }, who === 'support'));
    const times = { foreign: new Array<number>(), missing: new Array<number>() };
    // In turns, and some at a time: whatever slows the machine down slows both.
    for (let round = 0; round < tries; round += 10) {
      const both = Array.from({ length: 10 }, async (_, index) => {
        const [first, second] =
          index % 2 === 0 ? [globex, missing(globex)] : [missing(globex), globex];
        const [a, b] = [await ask(first), await ask(second)];
        times.foreign.push(first === globex ? a : b);
        times.missing.push(first === globex ? b : a);
      });
      await Promise.all(both);
    }
    expect(Math.abs(median(times.foreign) - median(times.missing))).toBeLessThan(maxApartMs);
  },
  120_000,
);
