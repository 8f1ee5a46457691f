import type { ScopeClass } from '#contract/scopes.ts';

/** One rule: the first that matches a scope, by any of its lists, decides its class. */
export interface ScopeRule {
  /** Tells it from the other rules of its source; small letters, digits and `-`. */
  name: string;
  class: ScopeClass;
  /** Shown to people as the reason. */
  why: string;
  /** Whole scopes, compared letter by letter. */
  scopes?: readonly string[] | undefined;
  /** What a scope begins with, compared letter by letter. */
  prefixes?: readonly string[] | undefined;
  /** Last segment of a scope such as `crm:contacts:write`, in small letters. */
  verbs?: readonly string[] | undefined;
  /** Any segment, in small letters. */
  resources?: readonly string[] | undefined;
}

/** What lies between the segments of a scope. */
export const segmentSeparator = /[:./_-]/;

/**
 * Scopes of OpenID Connect that the RBAC policy does not hold
 * (https://openid.net/specs/openid-connect-core-1_0.html#ScopeClaims).
 */
export const identityScopes = ['openid', 'profile', 'email', 'phone', 'address'] as const;

/** The built-in rules, most specific first; those of the operator go before them. */
export const builtInRules: readonly ScopeRule[] = [
  {
    name: 'persistent',
    class: 'sensitive',
    why: 'Persistent: refresh tokens keep access while the member is away.',
    scopes: ['offline_access'],
  },
  {
    name: 'full-access',
    class: 'high-risk',
    why: 'Full access: can be exchanged for a session of the member.',
    scopes: ['full_access'],
  },
  {
    name: 'identity',
    class: 'identity',
    why: 'Identity: OpenID Connect claims about the member.',
    scopes: identityScopes,
  },
  {
    name: 'secrets',
    class: 'high-risk',
    why: 'Secrets: touches keys, tokens or credentials.',
    resources: ['key', 'keys', 'secret', 'secrets', 'token', 'tokens', 'credential', 'credentials'],
  },
  {
    name: 'pay',
    class: 'high-risk',
    why: 'Pay: touches salaries or bank details.',
    resources: ['payroll', 'salary', 'salaries', 'bank'],
  },
  {
    name: 'money',
    class: 'high-risk',
    why: 'Money: can move money, or hand over what is owned.',
    verbs: ['pay', 'payout', 'refund', 'charge', 'withdraw', 'transfer'],
  },
  {
    name: 'destructive',
    class: 'high-risk',
    why: 'Destructive: can delete.',
    verbs: ['delete', 'remove', 'destroy', 'purge', 'erase'],
  },
  {
    name: 'administrative',
    class: 'high-risk',
    why: 'Administrative: can change who may do what, or act for others.',
    verbs: ['admin', 'manage', 'impersonate', 'owner', 'all', '*', 'full'],
  },
  {
    name: 'bulk',
    class: 'sensitive',
    why: 'Bulk: can take data out in quantity or beyond the organization.',
    verbs: ['export', 'download', 'share', 'publish'],
  },
  {
    name: 'writes',
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
    name: 'reads',
    class: 'read',
    why: 'Reads only.',
    verbs: ['read', 'readonly', 'view', 'list', 'get', 'search'],
  },
];

/** What may stand between two scopes of which a client made one; a blank or a comma does so for certain. */
export const joints = /[|;&+]/;

/** Of such a scope nobody can say what it is: its last segment would decide about all of it. */
export const joinedRule: ScopeRule = {
  name: 'joined',
  class: 'high-risk',
  why: 'Unclear: this may be several scopes run together, which cannot be told apart.',
};

/** What no rule knows must not look harmless. */
export const unknownRule: ScopeRule = {
  name: 'unknown',
  class: 'unclassified',
  why: 'Unclassified: no rule names this scope, so it may do anything.',
};
