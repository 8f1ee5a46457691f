import type { AccessState, UncheckedReason } from '#contract/access.ts';

/** Effective access in words: by itself, and after a count. */
export const accessWords: Record<AccessState, { label: string; counted: string }> = {
  dormant: { label: 'Dormant', counted: 'dormant' },
  partly: { label: 'Backed in part', counted: 'backed in part' },
  backed: { label: 'Backed', counted: 'backed by roles' },
  unchecked: { label: 'Not decided by roles', counted: 'not decided by roles' },
  unknown: { label: 'Not known', counted: 'not known' },
};

/** Why roles do not decide about a scope. */
export const uncheckedWords: Record<UncheckedReason, string> = {
  'openid-connect': 'A scope of OpenID Connect: it needs no role.',
  stytch: 'A scope of Stytch’s own: it stands for the member’s session, not for permissions.',
  'not-in-policy':
    'The RBAC policy does not define this scope, so nothing says which permissions it needs.',
  'no-permissions':
    'The RBAC policy lists no permission for this scope, so there is nothing to compare roles with.',
};
