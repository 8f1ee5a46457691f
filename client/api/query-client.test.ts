import { expect, test } from 'vitest';
import type { Session } from '#contract/session.ts';
import { createQueryClient } from './query-client.ts';
import { sessionQuery } from './session.ts';

const signedIn = (memberId: string, organizationId = 'organization-test-1'): Session => ({
  state: 'signed-in',
  environment: 'sandbox',
  viewer: { memberId, name: '', email: '' },
  organization: { id: organizationId, name: '', slug: '' },
  can: { readConnectedApps: true, readMembers: true, revoke: false, inspectCustomers: false },
  expiresAt: 0,
});
const signedOut: Session = { state: 'signed-out', environment: 'sandbox' };
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
])('%s finds nothing of what was read before', (_who, next) => {
  const client = clientOf(signedIn('member-test-1'));
  client.setQueryData(sessionQuery.queryKey, signedOut);
  client.setQueryData(sessionQuery.queryKey, next);
  expect(client.getQueryData(read)).toBeUndefined();
  expect(client.getQueryData(sessionQuery.queryKey)).toEqual(next);
});

test('the same member who signs in again finds it', () => {
  const client = clientOf(signedIn('member-test-1'));
  client.setQueryData(sessionQuery.queryKey, signedOut);
  client.setQueryData(sessionQuery.queryKey, signedIn('member-test-1'));
  expect(client.getQueryData(read)).toBe('what was read');
});
