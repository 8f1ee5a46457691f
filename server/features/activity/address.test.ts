import { afterAll, beforeAll, expect, test } from 'vitest';
import { customerId, openCase, readActivity, samEmail } from '../../testing/desk.ts';
import { startStack, type Stack } from '../../testing/start.ts';
import type { Visitor } from '../../testing/visitor.ts';

let stack: Stack;
let amara: Visitor;

beforeAll(async () => {
  stack = await startStack();
  const sam = await stack.signIn(samEmail);
  amara = await stack.signIn('amara.okafor@acme-robotics.example');
  await openCase(sam, await customerId(sam, 'acme-robotics'));
});
afterAll(() => stack.close());

test('where support works is neither shown nor found', async () => {
  const [opened] = (await readActivity(amara, { by: 'support' })).events;
  expect(opened).toMatchObject({ event: 'case-opened', address: null });
  const own = (await readActivity(amara, { text: 'NW-1' })).events;
  expect(own.map(({ event }) => event)).toEqual(['case-opened']);
  const [signedIn] = (await readActivity(amara, { events: ['signed-in'] })).events;
  const found = (await readActivity(amara, { text: signedIn?.address ?? '?' })).events;
  expect(found.map(({ event }) => event)).toContain('signed-in');
  expect(found.map(({ event }) => event)).not.toContain('case-opened');
});
