import * as z from 'zod/mini';

/**
 * Who is behind the grants of an organization: everyone with access, each counted exactly once in
 * `members`, `former`, `unknown` or `unread`. See docs/glossary.md for the words.
 */
export const peopleSchema = z.object({
  /** Members of the organization, whether or not they have signed in yet. */
  members: z.int(),
  /** Of the members: those who have not signed in yet. */
  pending: z.int(),
  /** Of the members: those who have not accepted their invitation yet. */
  invited: z.int(),
  /** Deleted from the organization. */
  former: z.int(),
  /** Nobody of the organization has the id, or Stytch gives a status that we do not know. */
  unknown: z.int(),
  /** Who they are could not be read, or may not be by the viewer: they may be any of the others. */
  unread: z.int(),
});
export type People = z.infer<typeof peopleSchema>;

/** Everyone with access. */
export function sizeOf({ members, former, unknown, unread }: People): number {
  return members + former + unknown + unread;
}
