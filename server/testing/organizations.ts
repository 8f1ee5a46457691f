import fc from 'fast-check';
import { z } from 'zod';
import type { Controls } from './controls.ts';

/** The scopes that random organizations have. */
export const scopesOf = [
  'openid',
  'offline_access',
  'full_access',
  'documents:read',
  'documents:write',
  'billing:export',
  'members:delete',
  'odd/scope%2F?é',
] as const;
const scopeNames = z.enum(scopesOf);
export type ScopeName = z.output<typeof scopeNames>;

/** What is known of them without the server: the class, and which role backs the whole scope. */
export const scopeFacts: Record<ScopeName, { class: string; backedBy: string | null }> = {
  openid: { class: 'identity', backedBy: null },
  offline_access: { class: 'sensitive', backedBy: null },
  full_access: { class: 'high-risk', backedBy: null },
  'documents:read': { class: 'read', backedBy: 'stytch_member' },
  'documents:write': { class: 'write', backedBy: 'stytch_member' },
  'billing:export': { class: 'sensitive', backedBy: 'stytch_admin' },
  'members:delete': { class: 'high-risk', backedBy: 'stytch_admin' },
  'odd/scope%2F?é': { class: 'unclassified', backedBy: null },
};

const truthSchema = z.object({
  members: z.array(
    z.object({
      memberId: z.string(),
      name: z.string(),
      email: z.string(),
      status: z.enum(['active', 'pending', 'invited', 'deleted']),
      roles: z.array(z.string()),
    }),
  ),
  apps: z.array(
    z.object({
      clientId: z.string(),
      holders: z.array(z.object({ memberId: z.string(), scopes: z.array(scopeNames) })),
    }),
  ),
});

/** An organization as plain lists, to compare every view with. */
export async function readOrganization(controls: Controls, slug: string) {
  const { members, apps } = truthSchema.parse(await controls.control('GET', `grants/${slug}`));
  // Stytch lists an app while someone uses it.
  const used = apps.filter(({ holders }) => holders.length > 0);
  const grants = used.flatMap(({ clientId: app, holders }) =>
    holders.map(({ memberId: member, scopes }) => ({ app, member, scopes: scopes.toSorted() })),
  );
  return { members, apps: used.map(({ clientId }) => clientId), grants };
}
export type Organization = Awaited<ReturnType<typeof readOrganization>>;

/**
 * A scope's access for a member, by the sandbox's policy as its README documents it, for a viewer who may or
 * may not read roles.
 */
export function accessOf(
  { members }: Organization,
  { member, readsRoles }: { member: string; readsRoles: boolean },
  scope: ScopeName,
): string {
  const { backedBy } = scopeFacts[scope];
  if (backedBy === null) return 'unchecked';
  const known = members.find(({ memberId: id }) => id === member);
  if (known === undefined || !readsRoles) return 'unknown';
  if (known.status === 'deleted') return 'dormant';
  return backedBy === 'stytch_member' || known.roles.includes(backedBy) ? 'backed' : 'dormant';
}

export const appId = (number: number) =>
  `connected-app-test-00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
export const memberId = (number: number) =>
  `member-test-00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** Grants of an organization with these members, for `PUT grants/{organization}`. */
export function anyGrants(members: readonly string[]) {
  // Two ids that belong to no one, and one of another form.
  const ids = [...members, memberId(1), memberId(2), 'ext|1'];
  const holders = fc
    .uniqueArray(
      fc.record({ memberId: fc.constantFrom(...ids), scopes: fc.subarray([...scopesOf]) }),
      {
        selector: (holder) => holder.memberId,
        maxLength: 15,
      },
    )
    .filter((all) => new Set(all.map((one) => one.memberId)).size === all.length);
  return fc.uniqueArray(
    fc.record({
      clientId: fc.nat({ max: 8 }).map(appId),
      name: fc.constantFrom('Notes', 'Robot', ''),
      holders,
    }),
    { selector: ({ clientId }) => clientId, maxLength: 6 },
  );
}
