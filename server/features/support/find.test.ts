import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { customerId, findAtDesk, readActivity, samEmail, someGrant } from '../../testing/desk.ts';
import { startStack, type Stack } from '../../testing/start.ts';
import type { Visitor } from '../../testing/visitor.ts';

/** What is read is recorded afterwards. */
const soon = { timeout: 60_000, interval: 100 };
const amaraEmail = 'amara.okafor@acme-robotics.example';
let stack: Stack;
let sam: Visitor;
let amara: Visitor;
/** Ids of the customer's organization, of a member of it and of an app. */
let customer: string;
let member: string;
let app: string;

beforeAll(async () => {
  stack = await startStack();
  await signInAnew();
  ({ app, member } = await someGrant(stack, 'acme-robotics'));
  customer = await customerId(sam, 'acme-robotics');
});
afterAll(() => stack.close());
beforeEach(async () => {
  await stack.takeCalls();
});

async function signInAnew() {
  sam = await stack.signIn(samEmail);
  amara = await stack.signIn(amaraEmail);
}

const calls = async () => (await stack.takeCalls()).map(({ method, path }) => `${method} ${path}`);

/** What a text was taken for, the organizations found with the page of each, and the page. */
async function names(text: string) {
  const { kind, customers, page } = await findAtDesk(sam, text);
  return [kind, customers.map(({ name, page: of }) => `${name} ${of}`), page];
}

describe('finding a customer', () => {
  test.each(['Acme', 'acme robotics', 'acme-robotics', 'cme-rob'])('knows %s', async (text) => {
    const found = await findAtDesk(sam, text);
    expect(found.kind).toBe('organization');
    expect(found.customers.map(({ name }) => name)).toContain('Acme Robotics');
  });

  test('takes ids, external ids and addresses of members', async () => {
    expect(await names(customer)).toEqual(['organization', ['Acme Robotics null'], null]);
    expect(await names('crm|globex.0042')).toEqual(['organization', ['Globex null'], null]);
    expect(await names(amaraEmail.toUpperCase())).toEqual(['email', ['Acme Robotics null'], null]);
    expect(await names('nobody@nowhere.example')).toEqual(['email', [], null]);
    const ofMember = `/members/${member}`;
    expect(await names(member)).toEqual(['member', [`Acme Robotics ${ofMember}`], ofMember]);
    expect(await names('session-test-00000000-0000-4000-8000-000000000000')).toEqual([
      'other-id',
      [],
      null,
    ]);
    expect(await names('member-test-00000000-0000-4000-8000-000000000000')).toEqual([
      'member',
      [],
      '/members/member-test-00000000-0000-4000-8000-000000000000',
    ]);
  });

  test('takes the id of an app where somebody has looked at its organization', async () => {
    await amara.get('/api/connected-apps');
    await expect
      .poll(async () => (await findAtDesk(sam, app)).customers.map(({ name }) => name), soon)
      .toEqual(['Acme Robotics']);
    expect(await findAtDesk(sam, app)).toMatchObject({ kind: 'app', page: `/apps/${app}` });
  });

  test('takes links, whole or from their path on, with or without an organization', async () => {
    const page = `/members/${member}?scope=openid`;
    for (const link of [page, `${stack.origin}${page}`, `/organizations/${customer}${page}`]) {
      const { kind, customers } = await findAtDesk(sam, link);
      expect([kind, customers[0]?.name, customers[0]?.page]).toEqual([
        'link',
        'Acme Robotics',
        page,
      ]);
    }
    const diagnosis = `/diagnose/${member}/${app}?open=grant`;
    const [customerOf] = (await findAtDesk(sam, stack.origin + diagnosis)).customers;
    expect([customerOf?.name, customerOf?.page]).toEqual(['Acme Robotics', diagnosis]);
    expect(await findAtDesk(sam, `${stack.origin}/scopes/openid`)).toMatchObject({
      kind: 'link',
      customers: [],
      page: '/scopes/openid',
    });
    expect((await findAtDesk(sam, 'https://elsewhere.example/members/x')).kind).toBe(
      'organization',
    );
    expect((await findAtDesk(sam, `/organizations/..%2f${customer}/apps`)).customers).toEqual([]);
  });

  test('tells of organizations and not of their members, and is on the record of support', async () => {
    const answer = await sam.post('/api/support/find', { text: amaraEmail });
    expect(answer.text).not.toContain(amaraEmail);
    expect(await calls()).toEqual(['POST /v1/b2b/organizations/search']);
    const inside = await readActivity(amara, { events: ['customers-searched'] });
    expect(inside.events).toEqual([]);
  });

  test.each(['', ' ', 'x'.repeat(3000)])('refuses %j', async (text) => {
    expect((await sam.post('/api/support/find', { text })).status).toBe(422);
    expect(await calls()).toEqual([]);
  });

  test.each(['%', '..', '../..', 'a/b', '"', '\u202E', '💥', 'ab', "'; drop table x; --"])(
    'finds nobody by %j',
    async (text) => {
      expect((await findAtDesk(sam, text)).customers).toEqual([]);
    },
  );
});
