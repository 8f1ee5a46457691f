import { beforeEach, expect, test } from 'vitest';
import type { Session } from '#contract/session.ts';
import type { ProblemCode } from '#contract/problem.ts';
import { ApiError } from './api-error.ts';
import { caseQuery } from './case.ts';
import { createQueryClient } from './query-client.ts';
import { sessionQuery } from './session.ts';
import { forgetWhose, whoseNow } from './whose.ts';

const signedIn = (memberId: string, organizationId = 'organization-test-1'): Session => ({
  state: 'signed-in',
  environment: 'sandbox',
  mark: `${memberId} at ${organizationId}`,
  viewer: { memberId, name: '', email: '' },
  organization: { id: organizationId, name: '', slug: '' },
  can: { readConnectedApps: true, readMembers: true, revoke: false, inspectCustomers: false },
  rolesBySso: [],
  expiresAt: 0,
});
const signedOut: Session = { state: 'signed-out', environment: 'sandbox', ended: null };
beforeEach(forgetWhose);
const read = ['connected-apps'];

function clientOf(session: Session) {
  const client = createQueryClient();
  client.setQueryData(sessionQuery.queryKey, session);
  client.setQueryData(read, 'what was read');
  return client;
}

test.each([
  ['another member', signedIn('member-test-2')],
  ['the same member in another organization', signedIn('member-test-1', 'organization-test-2')],
])('%s finds nothing of what was read before, and begins at the first page', (_who, next) => {
  const client = clientOf(signedIn('member-test-1'));
  client.setQueryData(sessionQuery.queryKey, signedOut);
  client.setQueryData(sessionQuery.queryKey, next);
  expect(client.getQueryData(read)).toBeUndefined();
  expect(whoseNow()).toEqual({ state: 'left', to: '/' });
});

test('the same member who signs in again finds it', () => {
  const client = clientOf(signedIn('member-test-1'));
  client.setQueryData(sessionQuery.queryKey, signedOut);
  client.setQueryData(sessionQuery.queryKey, signedIn('member-test-1'));
  expect(client.getQueryData(read)).toBe('what was read');
  expect(whoseNow().state).toBe('ours');
});

const failWith = (code: ProblemCode) =>
  new ApiError({
    type: 'about:blank',
    code,
    title: '',
    status: 403,
    detail: '',
    instance: 'urn:request:1',
    retryable: false,
  });

/** The client of a customer's console, after a read that failed. */
async function clientAfter(code: ProblemCode) {
  const client = clientOf(signedIn('member-test-1'));
  client.setQueryData(caseQuery.queryKey, { case: null, isLive: true });
  const queryFn = () => Promise.reject(failWith(code));
  await client.fetchQuery({ queryKey: ['other'], queryFn }).catch(() => undefined);
  return client;
}

test.each(['case-needed', 'case-ended'] as const)(
  'the word %s takes away what was read of the customer, and not who is signed in',
  async (code) => {
    const client = await clientAfter(code);
    expect(client.getQueryData(read)).toBeUndefined();
    expect(client.getQueryData(caseQuery.queryKey)?.isLive).toBe(false);
    expect(client.getQueryData(sessionQuery.queryKey)).toEqual(signedIn('member-test-1'));
  },
);

test('another failure takes nothing away', async () => {
  const client = await clientAfter('not-found');
  expect(client.getQueryData(read)).toBe('what was read');
  expect(client.getQueryData(caseQuery.queryKey)?.isLive).toBe(true);
});
