import { once } from 'node:events';
import { expect, test } from 'vitest';
import { createObserveQueue } from './queue.ts';

const noFailure = (error: unknown) => {
  throw error;
};

test('each subject is written, and of what waits for the same one only the newest', async () => {
  const written: string[] = [];
  const opening = new AbortController();
  const gate = once(opening.signal, 'abort');
  const queue = createObserveQueue<string>(async (task) => {
    written.push(task);
    await gate;
    return 0;
  });
  for (const task of ['a1', 'b1', 'b2', 'c1', 'b3']) queue.add(task[0] ?? '', task, noFailure);
  opening.abort();
  await queue.settled();
  expect(written).toEqual(['a1', 'b3', 'c1']);
});

test('a subject that was just written rests, and what came meanwhile is written then', async () => {
  const written: string[] = [];
  const queue = createObserveQueue<string>(async (task) => {
    written.push(task);
    await Promise.resolve();
    return 2;
  });
  queue.add('a', 'first', noFailure);
  await queue.settled();
  for (let reading = 0; reading < 5; reading += 1) queue.add('a', `later ${reading}`, noFailure);
  await Promise.resolve();
  expect(written).toEqual(['first']);
  await expect.poll(() => written).toEqual(['first', 'later 4']);
});

test('a failure is told to whoever added the task, and the others go on', async () => {
  const failures: unknown[] = [];
  const queue = createObserveQueue<string>((task) =>
    task === 'bad' ? Promise.reject(new Error('no')) : Promise.resolve(0),
  );
  queue.add('a', 'bad', (error) => failures.push(error));
  queue.add('b', 'good', noFailure);
  await queue.settled();
  expect(failures).toEqual([new Error('no')]);
});
