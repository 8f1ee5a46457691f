import * as z from 'zod/mini';

/**
 * How much a scope lets an app do, least first. A scope that no rule knows must not look harmless, so it
 * ranks above known write scopes. The last two classes are marked on every screen; all others are ordinary.
 */
export const scopeClasses = [
  'identity',
  'read',
  'write',
  'unclassified',
  'sensitive',
  'high-risk',
] as const;
export const scopeClassSchema = z.enum(scopeClasses);
export type ScopeClass = z.infer<typeof scopeClassSchema>;

export const scopeSchema = z.object({
  name: z.string(),
  /** From the organization's RBAC policy, or ours for OpenID Connect scopes; null if neither has one. */
  description: z.nullable(z.string()),
  class: scopeClassSchema,
  /** The rule that decided the class, in words for the screen. */
  why: z.string(),
});
export type Scope = z.infer<typeof scopeSchema>;

/** A scope and the rule that decided its class. */
export const describedScopeSchema = z.extend(scopeSchema, {
  rule: z.object({ source: z.enum(['built-in', 'operator']), name: z.string() }),
});
export type DescribedScope = z.infer<typeof describedScopeSchema>;
