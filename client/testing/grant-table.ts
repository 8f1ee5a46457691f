import type { GrantTable } from '#contract/grant-table.ts';
import { memberStatuses, type MemberDirectory, type MemberStatus } from '#contract/members.ts';
import type { Scope } from '#contract/scopes.ts';

/** A member of a test's table. */
export interface ExampleMember {
  id: string;
  name: string;
  email: string;
  status: MemberStatus;
  scopes: readonly string[];
}

/** Scopes of tests, heaviest class first and then by name, as the server sends them. */
export const exampleScopes: readonly Scope[] = [
  { name: 'billing:export', class: 'high-risk', description: 'Export bills', why: 'Bulk.' },
  { name: 'offline_access', class: 'high-risk', description: null, why: 'Persistent.' },
  { name: 'documents:write', class: 'write', description: 'Change documents', why: 'Writes.' },
  { name: 'documents:read', class: 'read', description: 'Read documents', why: 'Reads only.' },
  { name: 'openid', class: 'identity', description: null, why: 'Identity.' },
];

/** A table as the server would send it for these members. */
export function buildGrantTable(members: readonly ExampleMember[]): GrantTable {
  const keys = [...new Set(members.map(({ scopes }) => scopes.join(' ')))];
  const rank = new Map(exampleScopes.map(({ name }, index) => [name, index]));
  return {
    app: {
      id: 'connected-app-test-1',
      name: 'Foundry Notes',
      description: '',
      clientType: 'third_party',
      clientTypeRaw: 'third_party',
      hasLogo: false,
      policy: 'allowed',
    },
    memberCount: members.length,
    scopes: [...exampleScopes],
    scopeSets: keys.map((key) =>
      key
        .split(' ')
        .flatMap((name) => rank.get(name) ?? [])
        .toSorted((a, b) => a - b),
    ),
    members: {
      ids: members.map(({ id }) => id),
      sets: members.map(({ scopes }) => keys.indexOf(scopes.join(' '))),
    },
    missing: [],
    unreadable: 0,
  };
}

/** The directory's answer for these members. */
export function buildDirectory(members: readonly ExampleMember[]): MemberDirectory {
  return {
    asOf: 0,
    ids: members.map(({ id }) => id),
    names: members.map(({ name }) => name),
    emails: members.map(({ email }) => email),
    statuses: members.map(({ status }) => memberStatuses.indexOf(status)),
    unreadable: 0,
  };
}
