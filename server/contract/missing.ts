import * as z from 'zod/mini';

/** Parts that a view may lack besides grants; a figure that needs a missing part is not known. */
export const missingPartSchema = z.enum([
  /** Who the page's member is. */
  'member',
  /** How many members the organization has. */
  'member-count',
  /** What scopes allow, from the RBAC policy. */
  'scope-descriptions',
  /** Some scopes or roles could not be read. */
  'some-definitions',
  /** What roles permit, from the RBAC policy and the organization's own roles. */
  'roles',
  /** Which apps the organization's policy allows. */
  'policy',
  /** Grantscope's own record. */
  'history',
]);
export type MissingPart = z.infer<typeof missingPartSchema>;
