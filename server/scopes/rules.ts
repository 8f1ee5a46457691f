import type { ScopeClass } from '#contract/scopes.ts';

/** One rule: the first that matches a scope decides its class. */
export interface ScopeRule {
  class: ScopeClass;
  /** Shown to people as the reason. */
  why: string;
  /** Whole scopes that it matches. */
  scopes?: readonly string[];
  /** Last segment of a scope such as `crm:contacts:write`. */
  verbs?: readonly string[];
  /** Any other segment. */
  resources?: readonly string[];
}

/** The rules, most specific first. Segments are split at `:`, `.`, `/`, `_` and `-`. */
export const scopeRules: readonly ScopeRule[] = [
  {
    class: 'sensitive',
    why: 'Persistent: refresh tokens keep access while the member is away.',
    scopes: ['offline_access'],
  },
  {
    class: 'sensitive',
    why: 'Full access: can be exchanged for a session of the member.',
    scopes: ['full_access'],
  },
  {
    class: 'identity',
    why: 'Identity: OpenID Connect claims about the member.',
    scopes: ['openid', 'profile', 'email', 'phone', 'address'],
  },
  {
    class: 'sensitive',
    why: 'Secrets: touches keys, tokens or credentials.',
    resources: ['key', 'keys', 'secret', 'secrets', 'token', 'tokens', 'credential', 'credentials'],
  },
  {
    class: 'sensitive',
    why: 'Pay: touches salaries or bank details.',
    resources: ['payroll', 'salary', 'salaries', 'bank'],
  },
  {
    class: 'sensitive',
    why: 'Destructive: can delete.',
    verbs: ['delete', 'remove', 'destroy', 'purge', 'erase'],
  },
  {
    class: 'sensitive',
    why: 'Administrative: can change who may do what, or act for others.',
    verbs: ['admin', 'manage', 'impersonate', 'owner', 'all', '*', 'full'],
  },
  {
    class: 'sensitive',
    why: 'Bulk: can take data out in quantity or beyond the organization.',
    verbs: ['export', 'download', 'share', 'publish', 'transfer'],
  },
  {
    class: 'write',
    why: 'Writes: can create or change.',
    verbs: [
      'write',
      'create',
      'update',
      'edit',
      'send',
      'post',
      'invite',
      'upload',
      'modify',
      'sync',
    ],
  },
  {
    class: 'read',
    why: 'Reads only.',
    verbs: ['read', 'readonly', 'view', 'list', 'get', 'search'],
  },
];

/** What no rule knows must not look harmless. */
export const unknownScope = {
  class: 'write',
  why: 'Unknown: no rule names this scope, so it counts as one that can change things.',
} as const;
