import { expect, test } from 'vitest';
import { createSingleFlight } from './single-flight.ts';

/** Work that ends when it is told to, and counts how often it was begun. */
function workshop() {
  const begun: { signal: AbortSignal; finish: (value: string) => void }[] = [];
  const start = (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('aborted')));
      begun.push({ signal, finish: resolve });
    });
  return { begun, start };
}

test('those who ask for the same at the same time share one piece of work', async () => {
  const singleFlight = createSingleFlight<string>();
  const { begun, start } = workshop();
  const { signal } = new AbortController();
  const both = [singleFlight('a', signal, start), singleFlight('a', signal, start)];
  const other = singleFlight('b', signal, start);
  begun[0]?.finish('one');
  begun[1]?.finish('two');
  expect([await Promise.all(both), await other, begun.length]).toEqual([['one', 'one'], 'two', 2]);
});

test('one who asks after the end begins anew', async () => {
  const singleFlight = createSingleFlight<string>();
  const { begun, start } = workshop();
  const { signal } = new AbortController();
  const first = singleFlight('a', signal, start);
  begun[0]?.finish('one');
  await first;
  const second = singleFlight('a', signal, start);
  begun[1]?.finish('two');
  expect(await second).toBe('two');
});

test('work goes on while somebody waits, and is aborted when nobody does', async () => {
  const singleFlight = createSingleFlight<string>();
  const { begun, start } = workshop();
  const [one, two] = [new AbortController(), new AbortController()];
  const asked = [singleFlight('a', one.signal, start), singleFlight('a', two.signal, start)];
  one.abort();
  expect(begun[0]?.signal.aborted).toBe(false);
  two.abort();
  expect(begun[0]?.signal.aborted).toBe(true);
  await expect(Promise.all(asked)).rejects.toThrow('aborted');
});

test('who comes right after the last has left is not given what was aborted', async () => {
  const singleFlight = createSingleFlight<string>();
  const { begun, start } = workshop();
  const left = new AbortController();
  const gone = singleFlight('a', left.signal, start);
  left.abort();
  const next = singleFlight('a', new AbortController().signal, start);
  begun[1]?.finish('fresh');
  expect(await next).toBe('fresh');
  await expect(gone).rejects.toThrow('aborted');
});

test('a failure reaches everybody who waits, and is not kept', async () => {
  const singleFlight = createSingleFlight<string>();
  const { signal } = new AbortController();
  const failed = singleFlight('a', signal, () => Promise.reject(new Error('down')));
  await expect(failed).rejects.toThrow('down');
  expect(await singleFlight('a', signal, () => Promise.resolve('up'))).toBe('up');
});
