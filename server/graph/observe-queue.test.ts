import { expect, test } from 'vitest';
import { createObserveQueue } from './observe-queue.ts';

const noFailure = (error: unknown) => {
  throw error;
};

test('each subject is written, and of what waits for the same one only the newest', async () => {
  const written: string[] = [];
  let open: () => void = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const queue = createObserveQueue<string>(async (task) => {
    written.push(task);
    await gate;
  });
  for (const task of ['a1', 'b1', 'b2', 'c1', 'b3']) queue.add(task[0] ?? '', task, noFailure);
  open();
  await queue.settled();
  expect(written).toEqual(['a1', 'b3', 'c1']);
});

test('a subject that was just written rests, and what came meanwhile is written then', async () => {
  const written: string[] = [];
  const queue = createObserveQueue<string>(async (task) => {
    written.push(task);
    const until = performance.now() + 2;
    while (performance.now() < until) await Promise.resolve();
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
    task === 'bad' ? Promise.reject(new Error('no')) : Promise.resolve(),
  );
  queue.add('a', 'bad', (error) => failures.push(error));
  queue.add('b', 'good', noFailure);
  await queue.settled();
  expect(failures).toEqual([new Error('no')]);
});
