import { z } from 'zod';
import { answerWith, entries, list, name, text, time } from './left-out.ts';
import type { Entries, Member, MemberInDetail, MemberRole } from './types.ts';
import { pagesSchema } from './wire.ts';

const roleSources = {
  direct_assignment: 'direct',
  email_assignment: 'email-domain',
  sso_connection: 'sso',
  sso_connection_group: 'sso-group',
  scim_connection_group: 'scim-group',
} as const;
const roleSourceSchema = z
  .enum([
    'direct_assignment',
    'email_assignment',
    'sso_connection',
    'sso_connection_group',
    'scim_connection_group',
  ])
  .nullable()
  .catch(null)
  .transform((source) => (source === null ? 'unknown' : roleSources[source]));

const memberRoleSchema = z
  .object({
    role_id: z.string(),
    sources: list(z.object({ type: roleSourceSchema }).catch({ type: 'unknown' })),
  })
  .transform(({ role_id, sources }): MemberRole => ({
    roleId: role_id,
    sources: [...new Set(sources.map(({ type }) => type))],
  }));

const wireSchema = z.object({
  member_id: z.string().min(1),
  organization_id: z.string().min(1),
  email_address: text,
  name,
  status: z.enum(['active', 'pending', 'invited', 'deleted', 'unknown']).catch('unknown'),
  roles: list(memberRoleSchema),
});

function toMember(wire: z.output<typeof wireSchema>): Member {
  return {
    memberId: wire.member_id,
    organizationId: wire.organization_id,
    name: wire.name,
    email: wire.email_address,
    status: wire.status,
    roles: wire.roles,
  };
}

const memberSchema = wireSchema.transform(toMember);

/** The viewer's own record in a session. Unreadable parts are left out, so they do not break sign-in. */
export const ownMemberSchema = wireSchema
  .extend({
    email_address: text.catch(''),
    name: name.catch(''),
    roles: entries(memberRoleSchema).catch({ items: [], unreadable: 0 }),
  })
  .transform((wire): Member => toMember({ ...wire, roles: wire.roles.items }));

/** One member with their lock; invalid if the response does not say whether there is a lock. */
const memberInDetailSchema = wireSchema
  .extend({ is_locked: z.boolean(), lock_created_at: time, lock_expires_at: time })
  .transform((wire): MemberInDetail => ({
    ...toMember(wire),
    isLocked: wire.is_locked,
    lockedSince: wire.lock_created_at,
    lockedUntil: wire.lock_expires_at,
  }));

/** The organization that a member belongs to. */
export const memberPlaceSchema = z.object({ member: z.object({ organization_id: z.string() }) });

/** Nearly all members of a response have the same roles, so they share one list to save memory. */
function shareRoles(members: Entries<Member>): Entries<Member> {
  const lists = new Map<string, Member['roles']>();
  for (const member of members.items) {
    const key = JSON.stringify(member.roles);
    const known = lists.get(key);
    if (known === undefined) lists.set(key, member.roles);
    else member.roles = known;
  }
  return members;
}

/** One page of a member search. */
export const memberSearchSchema = answerWith(
  'members',
  z.object({
    members: entries(memberSchema).transform(shareRoles),
    results_metadata: pagesSchema,
  }),
);

/** The response of a search for one member. An unreadable member is not the same as none. */
export const memberInDetailResponseSchema = answerWith(
  'members',
  z.object({
    members: entries(memberInDetailSchema).refine(({ unreadable }) => unreadable === 0),
  }),
);
