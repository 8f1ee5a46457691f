import * as z from 'zod/mini';

/**
 * Who is behind the grants of an organization: everyone with access, each counted exactly once in `members`,
 * `former`, `unknown` or `unread`. docs/glossary.md defines the words.
 */
export const peopleSchema = z.object({
  /** Members of the organization, whether or not they have signed in yet. */
  members: z.int(),
  /** Members who have not signed in yet. */
  pending: z.int(),
  /** Members who have not accepted their invitation yet. */
  invited: z.int(),
  /** Deleted from the organization. */
  former: z.int(),
  /** The id belongs to no one in the organization, or Stytch gives a status that we do not know. */
  unknown: z.int(),
  /** Who they are could not be read, or the viewer may not see it: they may be any of the others. */
  unread: z.int(),
});
export type People = z.infer<typeof peopleSchema>;

/** Everyone with access. */
export function sizeOf({ members, former, unknown, unread }: People): number {
  return members + former + unknown + unread;
}
