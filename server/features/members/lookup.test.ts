import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { memberDirectorySchema, memberStatuses } from '#contract/members.ts';
import { readTruth } from '../../testing/grants.ts';
import { startStack, type Stack } from '../../testing/start.ts';
import type { Visitor } from '../../testing/visitor.ts';

let stack: Stack;
let amara: Visitor;
let organizationId: string;
let truth: Awaited<ReturnType<typeof readTruth>>;

beforeAll(async () => {
  stack = await startStack();
  amara = await stack.signIn('amara.okafor@acme-robotics.example');
  const { json } = await amara.get('/api/session');
  organizationId = z.object({ id: z.string() }).parse(json['organization']).id;
  truth = await readTruth(stack, 'acme-robotics');
});
afterAll(() => stack.close());
afterEach(() => stack.faults());

const unknown = 'member-test-00000000-0000-4000-8000-000000000000';
/** An id that nobody has asked for before, so that the answer cannot be known already. */
const nobody = () => `member-test-${randomUUID()}`;

/** Looks members up; one row a member. */
async function lookUp(ids: string[]) {
  const { status, text } = await amara.post('/api/members/lookup', { ids });
  expect(status).toBe(200);
  const found = z.parse(memberDirectorySchema, JSON.parse(text));
  return found.ids.map((memberId, row) => ({
    memberId,
    name: found.names[row],
    email: found.emails[row],
    status: memberStatuses[found.statuses[row] ?? -1],
  }));
}

describe('looking members up', () => {
  test('gives name, address and status of every one, pending and deleted ones too', async () => {
    const found = await lookUp(truth.members.map(({ memberId }) => memberId));
    expect(found).toEqual(truth.members);
    expect(new Set(found.map(({ status }) => status))).toContain('deleted');
    expect(new Set(found.map(({ status }) => status))).toContain('pending');
  });

  test('keeps the order asked for, and answers a repeated id once', async () => {
    const [first = '', second = ''] = truth.members.map(({ memberId }) => memberId);
    const found = await lookUp([second, first, second, first]);
    expect(found.map(({ memberId }) => memberId)).toEqual([second, first]);
  });

  test('answers in the order asked for and with nobody else, however Stytch answers', async () => {
    const [first, second, third] = truth.members.slice(0, 3).map((member) => ({
      member_id: member.memberId,
      organization_id: organizationId,
      name: member.name,
      status: 'active',
    }));
    const body = { members: [third, second, first], results_metadata: {} };
    await stack.faults({ kind: 'status', status: 200, path: 'members/search', body });
    const found = await lookUp([first?.member_id ?? '', second?.member_id ?? '']);
    expect(found.map(({ name }) => name)).toEqual([first?.name, second?.name]);
  });

  test("leaves another organization's members out exactly as members that never were", async () => {
    const foreign = (await readTruth(stack, 'globex')).members.map(({ memberId }) => memberId);
    const own = truth.members[0]?.memberId ?? '';
    const found = await lookUp([...foreign.slice(0, 5), own, unknown]);
    expect(found.map(({ memberId }) => memberId)).toEqual([own]);
  });

  test('asks Stytch nothing when no id can be one', async () => {
    await stack.takeCalls();
    expect(await lookUp(['..', '', 'member-test-x', `${unknown}\n`, 'ext|1'])).toEqual([]);
    expect(await stack.takeCalls()).toEqual([]);
  });

  test('asks for the own organization and in the name of the viewer', async () => {
    await stack.takeCalls();
    await lookUp([nobody()]);
    const calls = await stack.takeCalls();
    expect(calls).toMatchObject([
      {
        path: '/v1/b2b/organizations/members/search',
        headers: expect.arrayContaining(['x-stytch-member-session']),
      },
    ]);
  });

  test('halves a batch that Stytch finds too large', async () => {
    const dolores = await stack.signIn('dolores.reyes@globex.example');
    const ids = (await readTruth(stack, 'globex')).members.slice(0, 300).map((one) => one.memberId);
    await stack.faults({ ...tooMany, times: 1 });
    await stack.takeCalls();
    const { json } = await dolores.post('/api/members/lookup', { ids });
    expect(json['ids']).toEqual(ids);
    expect(await stack.takeCalls()).toHaveLength(3);
  });
});

const tooMany = { kind: 'status', status: 400, errorType: 'bad_request', path: 'members/search' };

describe('a lookup is refused', () => {
  test.each<[what: string, body: unknown]>([
    ['without a body', undefined],
    ['without ids', {}],
    ['with no ids', { ids: [] }],
    ['with ids that are no list', { ids: unknown }],
    ['with ids that are no text', { ids: [1] }],
    ['with more than a thousand ids', { ids: Array.from({ length: 1001 }, () => unknown) }],
    ['with an id that is too long', { ids: ['m'.repeat(65)] }],
    ['with another organization', { ids: [unknown], organizationId: 'organization-test-1' }],
  ])('%s', async (_what, body) => {
    await stack.takeCalls();
    const { status, json } = await amara.post('/api/members/lookup', body);
    expect({ status, code: json.code }).toEqual({ status: 422, code: 'invalid-request' });
    expect(await stack.takeCalls()).toEqual([]);
  });
});

test.each([
  [{ kind: 'status', status: 500 }, 502, 'upstream-error'],
  [{ kind: 'html', status: 502 }, 502, 'upstream-error'],
  [{ kind: 'null-body' }, 502, 'upstream-invalid'],
  [{ kind: 'truncated' }, 502, 'upstream-truncated'],
  [{ kind: 'rate-limited', retryAfter: '9' }, 503, 'upstream-rate-limited'],
  [{ kind: 'status', status: 403, errorType: 'session_authorization_error' }, 403, 'not-allowed'],
])('a search that meets %j is %i %s', async (fault, expected, code) => {
  await stack.faults({ ...fault, path: 'members/search' });
  const { status, json, headers } = await amara.post('/api/members/lookup', { ids: [nobody()] });
  expect({ status, code: json.code }).toEqual({ status: expected, code });
  expect(headers['retry-after']).toBe(code === 'upstream-rate-limited' ? '9' : undefined);
});
