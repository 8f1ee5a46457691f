import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { UpstreamError, type UpstreamKind } from '../stytch/errors.ts';
import { createRetry } from './retry.ts';

const failure = (kind: UpstreamKind, retryAfterSeconds?: number) =>
  new UpstreamError(kind, 'test', { retryAfterSeconds: retryAfterSeconds ?? null });

/** A call that ends as the list says, one entry a try: a failure, or nothing for a success. */
function call(...ends: (UpstreamError | undefined)[]) {
  const tried: number[] = [];
  return {
    tried,
    run: async () => {
      tried.push(performance.now());
      const error = ends[tried.length - 1];
      await setImmediate();
      if (error !== undefined) throw error;
      return tried.length;
    },
  };
}

function retry(signal: AbortSignal = new AbortController().signal) {
  let counted = 0;
  const run = createRetry(signal, () => {
    counted += 1;
  });
  return { run, counted: () => counted };
}

describe('a call that fails', () => {
  test.each(['unreachable', 'timeout', 'truncated', 'error'] as const)(
    'as %s is tried three times, and each is counted',
    async (kind) => {
      const { run, counted } = retry();
      const always = call(failure(kind), failure(kind), failure(kind));
      await expect(run(always.run)).rejects.toMatchObject({ kind });
      expect([always.tried.length, counted()]).toEqual([3, 3]);
      expect(await run(call(failure(kind), failure(kind)).run)).toBe(3);
    },
  );

  test.each([
    'invalid',
    'too-large',
    'not-found',
    'forbidden',
    'session-expired',
    'tenancy',
    'credentials',
    'refused',
    'redirect',
    'tls',
  ] as const)('as %s is tried once', async (kind) => {
    const { run } = retry();
    const once = call(failure(kind));
    await expect(run(once.run)).rejects.toMatchObject({ kind });
    expect(once.tried).toHaveLength(1);
  });

  test('in a way of our own is tried once', async () => {
    const { run } = retry();
    await expect(run(() => Promise.reject(new RangeError('ours')))).rejects.toThrow('ours');
  });
});

describe('a limit of how often one may ask', () => {
  test('is no failure, however often it is met', async () => {
    const { run, counted } = retry();
    const limits = Array.from({ length: 5 }, () => failure('rate-limited', 0.01));
    expect(await run(call(...limits).run)).toBe(6);
    expect(counted()).toBe(6);
  });

  test('leaves the tries for what may pass as they were', async () => {
    const { run } = retry();
    const mixed = call(
      failure('timeout'),
      failure('rate-limited', 0.01),
      failure('timeout'),
      failure('rate-limited', 0.01),
    );
    expect(await run(mixed.run)).toBe(5);
  });

  test('pauses all calls for as long as it says', async () => {
    const { run, counted } = retry();
    const limited = call(failure('rate-limited', 0.3));
    const first = run(limited.run);
    await expect.poll(() => limited.tried.length).toBe(1);
    await setImmediate();
    await setImmediate();
    const others = Array.from({ length: 5 }, () => call());
    const all = others.map((other) => run(other.run));
    expect(counted()).toBe(1);
    await Promise.all([first, ...all]);
    const begun = [...others.flatMap(({ tried }) => tried), limited.tried[1] ?? 0];
    const [asked = 0] = limited.tried;
    // A timer of 300 ms may fire a hair early.
    for (const at of begun) expect(at - asked).toBeGreaterThan(295);
    expect(counted()).toBe(7);
  });

  test('met by many at once is one pause', async () => {
    const { run } = retry();
    const met = Array.from({ length: 40 }, () => call(failure('rate-limited', 0.05)));
    expect(new Set(await Promise.all(met.map((one) => run(one.run))))).toEqual(new Set([2]));
  });

  test('that does not end is a failure at last', async () => {
    const { run, counted } = retry();
    const limited = run(() => Promise.reject(failure('rate-limited', 0.001)));
    await expect(limited).rejects.toMatchObject({ kind: 'rate-limited' });
    expect(counted()).toBe(31);
  });
});

describe('when nobody waits any more', () => {
  test.each([
    ['a pause', failure('rate-limited', 60)],
    ['the rest before another try', failure('timeout')],
  ])('%s ends at once, and nothing more is asked', async (_what, error) => {
    const leaving = new AbortController();
    const { run, counted } = retry(leaving.signal);
    const met = call(error, error, error);
    const running = [run(met.run)];
    await expect.poll(() => met.tried.length).toBe(1);
    await setImmediate();
    await setImmediate();
    if (error.kind === 'rate-limited') running.push(run(call().run));
    leaving.abort();
    for (const one of running) await expect(one).rejects.toMatchObject({ kind: 'aborted' });
    expect(counted()).toBe(1);
    await expect(run(call().run)).rejects.toMatchObject({ kind: 'aborted' });
    expect(counted()).toBe(1);
  });
});
