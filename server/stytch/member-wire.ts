import { z } from 'zod';
import { list, text } from './left-out.ts';
import type { Member, MemberInDetail, MemberRole } from './types.ts';

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
  .object({ role_id: z.string(), sources: list(z.object({ type: roleSourceSchema })) })
  .transform(({ role_id, sources }): MemberRole => ({
    roleId: role_id,
    sources: [...new Set(sources.map(({ type }) => type))],
  }));

const wireSchema = z.object({
  member_id: z.string(),
  organization_id: z.string(),
  email_address: text,
  name: text,
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

/** One member. */
export const memberSchema = wireSchema.transform(toMember);

/** Epoch ms; null for a time that Stytch does not give, or not as one. */
const timeSchema = z.iso
  .datetime({ offset: true })
  .nullish()
  .catch(null)
  .transform((time) => (typeof time === 'string' ? Date.parse(time) : null));

/** One member with their lock: an answer that does not say whether there is one is none. */
const memberInDetailSchema = wireSchema
  .extend({ is_locked: z.boolean(), lock_created_at: timeSchema, lock_expires_at: timeSchema })
  .transform((wire): MemberInDetail => ({
    ...toMember(wire),
    isLocked: wire.is_locked,
    lockedSince: wire.lock_created_at,
    lockedUntil: wire.lock_expires_at,
  }));

/** Where a member belongs. */
export const memberPlaceSchema = z.object({ member: z.object({ organization_id: z.string() }) });

/** Nearly all members of an answer have the same roles: one list for all, where many are kept. */
function shareRoles(members: Member[]): Member[] {
  const lists = new Map<string, Member['roles']>();
  for (const member of members) {
    const key = JSON.stringify(member.roles);
    const known = lists.get(key);
    if (known === undefined) lists.set(key, member.roles);
    else member.roles = known;
  }
  return members;
}

/** One page of a search for members. */
export const memberSearchSchema = z.object({
  members: z.array(memberSchema).transform(shareRoles),
  results_metadata: z.object({
    /** -1 where the workspace has totals turned off. */
    total: z.int().nullish(),
    next_cursor: z.string().nullish(),
  }),
});

/** The answer of a search for one member. */
export const memberInDetailAnswerSchema = z.object({ members: z.array(memberInDetailSchema) });
