import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openedCaseSchema } from '#contract/support.ts';
import {
  customerId,
  findAtDesk,
  openCase,
  readActivity,
  samEmail,
  wholeActivity,
} from '../../testing/desk.ts';
import { startStack, supportOrganization, type Stack } from '../../testing/start.ts';
import type { Visitor } from '../../testing/visitor.ts';

const amaraEmail = 'amara.okafor@acme-robotics.example';
let stack: Stack;
let sam: Visitor;
let amara: Visitor;
let customer: string;

beforeAll(async () => {
  stack = await startStack();
  sam = await stack.signIn(samEmail);
  amara = await stack.signIn(amaraEmail);
  customer = await customerId(sam, 'acme-robotics');
});
afterAll(() => stack.close());
afterEach(() => stack.faults());

const under = (path: string) => `/api/support/organizations/${customer}${path}`;

async function openAnew(changes: Record<string, unknown> = {}) {
  return openedCaseSchema.parse((await openCase(sam, customer, changes)).json);
}

test('what is read while its case ends is not shown', async () => {
  const { case: opened } = await openAnew();
  const path = '/v1/b2b/organizations/{organization_id}/connected_apps';
  await stack.faults({ kind: 'latency', path, ms: 3000 });
  const reading = sam.get(under('/connected-apps'));
  const events = async () => {
    const ofCase = (await readActivity(amara, { caseId: opened.id })).events;
    return ofCase.map(({ event, outcome }) => `${event} ${outcome}`);
  };
  // It is recorded just before it is read.
  await expect.poll(events).toContain('apps-listed allowed');
  expect((await sam.post(under('/case/end'))).status).toBe(200);
  const { status, json } = await reading;
  expect([status, json.code]).toEqual([403, 'case-ended']);
  await expect.poll(events).toContain('apps-listed refused');
});

test('the own organization of support is no customer', async () => {
  for (const text of ['northwind-support', supportOrganization, samEmail]) {
    expect((await findAtDesk(sam, text)).customers).toEqual([]);
  }
  expect((await stack.takeCalls()).length).toBeGreaterThan(0);
  const opened = await openCase(sam, supportOrganization);
  expect([opened.status, opened.json.code]).toEqual([404, 'not-found']);
  expect(await stack.takeCalls()).toEqual([]);
});

test('an address leads to its member however it is written', async () => {
  const { memberId } = await openAnew({ email: ` ${amaraEmail.toUpperCase()} ` });
  expect(memberId).toMatch(/^member-test-/);
});

test('what support types in the place of a scope is not on the record if it can be none', async () => {
  const { case: opened } = await openAnew();
  for (const typed of [amaraEmail, 'two words', 'x'.repeat(300)]) {
    expect((await sam.get(under(`/scopes/${encodeURIComponent(typed)}`))).status).toBe(404);
  }
  await sam.get(under('/scopes/openid'));
  const { events } = await readActivity(amara, { caseId: opened.id, events: ['scope-viewed'] });
  const targets = events.map(({ outcome, target }) => `${outcome} ${target?.id ?? ''}`);
  expect(targets[0]).toBe('allowed openid');
  expect(new Set(targets.slice(1))).toEqual(new Set(['allowed ', 'failed ']));
});

test('a reason or ticket of which nothing can be seen opens no case', async () => {
  const unseen = [
    { reason: '\u200b'.repeat(12) },
    { reason: `short${'\u2060'.repeat(20)}` },
    { reason: `short${'\u034f\ufe0f\u{e0101}'.repeat(9)}` },
    { reason: '\u3164'.repeat(12) },
    { ticket: '\u2060\u2060' },
    { ticket: '\ud800\ud800' },
  ];
  for (const changes of unseen) {
    const { status, json } = await openCase(sam, customer, changes);
    expect([status, json.code]).toEqual([422, 'invalid-request']);
  }
  expect((await openCase(sam, customer, { reason: 'Отчёт пуст', ticket: '案件' })).status).toBe(
    200,
  );
});

test('an id that can be none leaves nothing in the record as seen', async () => {
  const { case: opened } = await openAnew();
  for (const id of ['..', 'nobody', `connected-app-test-${'0'.repeat(8)}`]) {
    const named = encodeURIComponent(id);
    expect((await sam.post(under('/reveal'), { member: id })).status).toBe(404);
    expect((await sam.get(under(`/members/${named}`))).status).toBe(404);
    expect((await sam.get(under(`/connected-apps/${named}`))).status).toBe(404);
    const both = { member: id, app: id };
    expect((await sam.post(under('/diagnosis'), both)).status).toBe(404);
  }
  const { events } = await readActivity(amara, { caseId: opened.id });
  const said = new Set(events.map(({ event, outcome }) => `${event} ${outcome}`));
  expect(said).toEqual(
    new Set([
      'case-opened allowed',
      'email-revealed failed',
      'member-viewed failed',
      'app-viewed failed',
      'member-diagnosed failed',
    ]),
  );
});

test('times between which nothing can lie are refused', async () => {
  const changes = { kinds: [], app: null, member: null, after: null };
  const late = 8_640_000_000_000_001;
  for (const [from, to] of [
    [2e12, 0],
    [0, late],
    [-late, 0],
    [0.5, 1],
  ]) {
    const ofActivity = await amara.post('/api/activity', { ...wholeActivity, from, to });
    const ofChanges = await amara.post('/api/changes', { ...changes, from, to });
    expect([ofActivity.status, ofChanges.status]).toEqual([422, 422]);
  }
  const activity = { ...wholeActivity, from: 5, to: 5 };
  expect((await amara.post('/api/activity', activity)).status).toBe(200);
  expect((await amara.post('/api/changes', { ...changes, from: 5, to: 5 })).status).toBe(200);
});
