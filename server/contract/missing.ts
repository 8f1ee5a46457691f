import * as z from 'zod/mini';

/** What a view may lack beside grants; each figure that needs a missing part is not known. */
export const missingPartSchema = z.enum([
  /** Who the member is that the page is about. */
  'member',
  /** How many members the organization has. */
  'member-count',
  /** What scopes allow, from the RBAC policy. */
  'scope-descriptions',
  /** Some scopes or roles, which could not be read. */
  'some-definitions',
  /** What roles permit, from the RBAC policy and the organization's own roles. */
  'roles',
  /** Which apps the organization's policy allows. */
  'policy',
  /** What Grantscope has recorded itself. */
  'history',
]);
export type MissingPart = z.infer<typeof missingPartSchema>;
