import * as z from 'zod/mini';

/** Most ids in one lookup: Stytch's largest search page. */
export const memberLookupLimit = 1000;

export const memberStatuses = ['active', 'pending', 'invited', 'deleted', 'unknown'] as const;
export const memberStatusSchema = z.enum(memberStatuses);
export type MemberStatus = z.infer<typeof memberStatusSchema>;

/** Body of `POST /api/members/lookup`: the member ids whose names are wanted. */
export const memberLookupRequestSchema = z.strictObject({
  ids: z
    .array(z.string().check(z.maxLength(64)))
    .check(z.minLength(1), z.maxLength(memberLookupLimit)),
});

/**
 * Answer of `POST /api/members/lookup`, in columns: entry `i` of each array is one member. Ids that
 * belong to no member of the viewer's organization are left out, wherever else they may exist.
 */
export const memberDirectorySchema = z.object({
  asOf: z.int(),
  ids: z.array(z.string()),
  names: z.array(z.string()),
  emails: z.array(z.string()),
  /** How many of those left out could not be read; which of them is then not known. */
  unreadable: z.int(),
  /** Index into `memberStatuses`. */
  statuses: z.array(z.int().check(z.gte(0), z.lt(memberStatuses.length))),
});
export type MemberDirectory = z.infer<typeof memberDirectorySchema>;
