import type { AccessState, UncheckedReason } from '#contract/access.ts';

/** Effective access in words: by itself, after a count, and what it means for “the scope …”. */
export const accessWords: Record<AccessState, { label: string; counted: string; meaning: string }> =
  {
    dormant: {
      label: 'Dormant',
      counted: 'dormant',
      meaning: 'is granted, but no role permits anything that it names.',
    },
    partly: {
      label: 'Backed in part',
      counted: 'backed in part',
      meaning: 'is granted, but roles permit only some of what it names.',
    },
    backed: {
      label: 'Backed',
      counted: 'backed by roles',
      meaning: 'is granted, and roles permit all that it names.',
    },
    unchecked: {
      label: 'Not decided by roles',
      counted: 'not decided by roles',
      meaning: 'is granted, and no role is needed for it or known to be.',
    },
    unknown: {
      label: 'Not known',
      counted: 'not known',
      meaning: 'is granted; the roles or the policy could not be read.',
    },
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
