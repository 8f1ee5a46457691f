import * as z from 'zod/mini';

/** Max ids in one lookup: Stytch's largest search page. */
export const memberLookupLimit = 1000;

export const memberStatuses = ['active', 'pending', 'invited', 'deleted', 'unknown'] as const;
export const memberStatusSchema = z.enum(memberStatuses);
export type MemberStatus = z.infer<typeof memberStatusSchema>;

/** Body of `POST /api/members/lookup`: the member ids to name. */
export const memberLookupRequestSchema = z.strictObject({
  ids: z
    .array(z.string().check(z.maxLength(64)))
    .check(z.minLength(1), z.maxLength(memberLookupLimit)),
});

/**
 * Response of `POST /api/members/lookup`, in columns: entry `i` of each array is one member. Ids outside the
 * viewer's organization are left out, even if they exist in another one.
 */
export const memberDirectorySchema = z.object({
  asOf: z.int(),
  ids: z.array(z.string()),
  names: z.array(z.string()),
  emails: z.array(z.string()),
  /** How many of the missing members could not be read; which of them is unknown. */
  unreadable: z.int(),
  /** Index into `memberStatuses`. */
  statuses: z.array(z.int().check(z.gte(0), z.lt(memberStatuses.length))),
});
export type MemberDirectory = z.infer<typeof memberDirectorySchema>;
