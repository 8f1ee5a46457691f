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

test('a member of support whose name is an address is shown without it', async () => {
  await stack.control('POST', 'member', { email: samEmail, name: samEmail });
  const sam = await stack.signIn(samEmail);
  await openCase(sam, await customerId(sam, 'acme-robotics'), { ticket: 'NW-2' });
  const { cases } = await readActivity(amara, { text: 'NW-2' });
  expect(cases.map(({ staff }) => staff.name)).toEqual(['s•••@northwind-support.example']);
  const { text } = await amara.get('/api/support-visits');
  expect(text).toContain('NW-2');
  expect(text).not.toContain(samEmail);
});
