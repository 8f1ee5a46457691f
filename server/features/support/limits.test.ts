import { afterAll, beforeAll, expect, test } from 'vitest';
import { activitySchema } from '#contract/audit.ts';
import { deskSchema } from '#contract/support.ts';
import {
  customerId,
  openCase,
  readActivity,
  samEmail,
  someGrant,
  wholeActivity,
} from '../../testing/desk.ts';
import { startStack, type Stack } from '../../testing/start.ts';
import type { Visitor } from '../../testing/visitor.ts';

const minute = 60_000;
let stack: Stack;
let sam: Visitor;

beforeAll(async () => {
  stack = await startStack({ env: { SUPPORT_ORGANIZATIONS_PER_HOUR: '2' } });
  sam = await stack.signIn(samEmail);
});
afterAll(() => stack.close());

test('so many organizations in an hour, and no more', async () => {
  const slugs = ['acme-robotics', 'globex', 'hooli'];
  const ids = await Promise.all(slugs.map((slug) => customerId(sam, slug)));
  const [first = '', second = '', third = ''] = ids;
  expect((await openCase(sam, first)).status).toBe(200);
  expect((await openCase(sam, second)).status).toBe(200);
  const refused = await openCase(sam, third);
  expect([refused.status, refused.json.code]).toEqual([429, 'case-budget']);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3500);
  expect((await openCase(sam, first)).status).toBe(200);
  const desk = deskSchema.parse((await sam.get('/api/support/desk')).json);
  expect(desk.budget).toEqual({ most: 2, used: 2 });
  stack.clock.offset += 61 * minute;
  sam = await stack.signIn(samEmail);
  expect((await openCase(sam, third)).status).toBe(200);
});

test('openings at the same time do not get past it', async () => {
  stack.clock.offset += 61 * minute;
  sam = await stack.signIn(samEmail);
  const slugs = ['acme-robotics', 'globex', 'hooli', 'initech-global'];
  const ids = await Promise.all(slugs.map((slug) => customerId(sam, slug)));
  const answers = await Promise.all(ids.map((id) => openCase(sam, id)));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 200, 429, 429]);
});

test('so many addresses revealed and searched in an hour, and no more', async () => {
  stack.clock.offset += 61 * minute;
  sam = await stack.signIn(samEmail);
  const customer = await customerId(sam, 'acme-robotics');
  await openCase(sam, customer);
  const { member } = await someGrant(stack, 'acme-robotics');
  const path = `/api/support/organizations/${customer}/reveal`;
  for (let times = 0; times < 60; times += 1) {
    expect((await sam.post(path, { member })).status).toBe(200);
  }
  const refused = await sam.post(path, { member });
  expect([refused.status, refused.json.code]).toEqual([429, 'too-many-requests']);
  expect(refused.text).not.toContain('@');
  const find = () =>
    sam.post(path.replace('reveal', 'find-member'), {
      email: 'nobody@acme-robotics.example',
    });
  for (let times = 0; times < 60; times += 1) expect((await find()).status).toBe(200);
  expect((await find()).json.code).toBe('too-many-requests');
});

test('network addresses are those of one’s own side, also to whom searches', async () => {
  const customer = await customerId(sam, 'acme-robotics');
  const amara = await stack.signIn('amara.okafor@acme-robotics.example');
  await amara.get('/api/overview');
  const path = `/api/support/organizations/${customer}/activity`;
  const asked = async (text: string) =>
    activitySchema.parse((await sam.post(path, { ...wholeActivity, text })).json).events;
  const shown = await asked('');
  expect(shown.some(({ event }) => event === 'overview-viewed')).toBe(true);
  expect(shown.map(({ address }) => address)).toEqual(shown.map(() => null));
  expect(await asked('127.0.0')).toEqual([]);
  const { events } = await readActivity(amara, { text: '127.0.0' });
  expect(events.length).toBeGreaterThan(0);
  expect(events.filter(({ actor }) => actor?.kind === 'support')).toEqual([]);
});

test('without the configuration there is no desk', async () => {
  const customer = await customerId(sam, 'acme-robotics');
  await openCase(sam, customer);
  await stack.restart({ SUPPORT_ORGANIZATION_ID: '' });
  const answers = await Promise.all([
    sam.get('/api/support/desk'),
    sam.post('/api/support/find', { text: 'acme' }),
    sam.get(`/api/support/organizations/${customer}/connected-apps`),
    openCase(sam, customer),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
});
