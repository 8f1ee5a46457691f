import type { AccessState, UncheckedReason } from '#contract/access.ts';

/** Effective access in words: by itself, and after a count. */
export const accessWords: Record<AccessState, { label: string; counted: string }> = {
  dormant: { label: 'Dormant', counted: 'dormant' },
  partly: { label: 'Backed in part', counted: 'backed in part' },
  backed: { label: 'Backed', counted: 'backed by roles' },
  unchecked: { label: 'Doesn’t depend on roles', counted: 'independent of roles' },
  unknown: { label: 'Not known', counted: 'not known' },
};

/** Why roles do not decide about a scope. */
export const uncheckedWords: Record<UncheckedReason, string> = {
  'openid-connect': 'Standard OpenID Connect scope. No role needed.',
  stytch: 'Stytch’s own scope: it stands for the member’s session. No role needed.',
  'not-in-policy':
    'The RBAC policy doesn’t define this scope, so we can’t tell which permissions it needs.',
  'no-permissions':
    'The RBAC policy lists no permissions for this scope, so there is nothing to compare.',
};
