import { describe, expect, test } from 'vitest';
import type { RbacPolicy } from '../stytch/types.ts';
import { createScopeClassifier } from './classifier.ts';

const classifier = createScopeClassifier();

const policy = (...scopes: [scope: string, description: string][]): RbacPolicy => ({
  roles: [],
  scopes: scopes.map(([scope, description]) => ({ scope, description, permissions: [] })),
});
const words = (names: string[], known: RbacPolicy | null) =>
  classifier.describe(names, known).map(({ name, description }) => [name, description]);

describe('scopes', () => {
  test('come heaviest first, then by name, however they were named', () => {
    const names = ['email', 'b:read', 'x:delete', 'a:read', 'unheard-of', 'openid', 'Z:read'];
    expect(classifier.describe(names, null).map((scope) => [scope.name, scope.class])).toEqual([
      ['x:delete', 'high-risk'],
      ['unheard-of', 'unclassified'],
      ['Z:read', 'read'],
      ['a:read', 'read'],
      ['b:read', 'read'],
      ['email', 'identity'],
      ['openid', 'identity'],
    ]);
  });

  test('are described by the policy, those of OpenID Connect by us', () => {
    const known = policy(['crm:read', 'See customers'], ['other', 'Not asked for']);
    expect(words(['crm:read', 'crm:write', 'openid', 'offline_access'], known)).toEqual([
      ['offline_access', expect.stringContaining('three months')],
      ['crm:write', null],
      ['crm:read', 'See customers'],
      ['openid', 'Confirms who the member is.'],
    ]);
  });

  test('are described as the policy says where it says something, and not by an empty text', () => {
    const known = policy(['openid', 'Who you are at Acme'], ['email', ''], ['crm:read', '']);
    expect(words(['openid', 'email', 'crm:read'], known)).toEqual([
      ['crm:read', null],
      ['email', 'Sees the email address of the member.'],
      ['openid', 'Who you are at Acme'],
    ]);
  });

  test('of a policy that could not be read are described as far as we know', () => {
    expect(words(['crm:read', 'openid'], null)).toEqual([
      ['crm:read', null],
      ['openid', 'Confirms who the member is.'],
    ]);
  });

  test('named like the parts of an object have no description', () => {
    const names = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];
    expect(classifier.describe(names, null).map(({ description }) => description)).toEqual(
      names.map(() => null),
    );
  });

  test('that nobody asked for are none', () => {
    expect(classifier.describe([], policy(['crm:read', 'See customers']))).toEqual([]);
  });
});
