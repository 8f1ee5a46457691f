import { expect, test } from 'vitest';
import { scopesOf } from './scope-names.ts';
import { grantSchema, memberAppsSchema } from './wire.ts';

// https://github.com/ory/hydra/issues/1203, https://github.com/manfredsteyer/angular-oauth2-oidc/issues/1065
test.each([
  [
    ['openid', 'files:read'],
    ['openid', 'files:read'],
  ],
  [['openid files:read billing:export'], ['openid', 'files:read', 'billing:export']],
  [['openid,files:read, billing:export'], ['openid', 'files:read', 'billing:export']],
  [
    ['files:read', 'files:read', '', ' email '],
    ['files:read', 'email'],
  ],
  [['\t', ',', ' , '], []],
  [['openid,files:read|x:y'], ['openid', 'files:read|x:y']],
])('%j are the scopes %j', (written, scopes) => {
  expect(scopesOf(written)).toEqual(scopes);
});

test('a member’s app that is listed twice is one, with the scopes of both', () => {
  const app = { connected_app_id: 'a', name: 'A' };
  const { items } = memberAppsSchema.parse({
    connected_apps: [
      { ...app, scopes_granted: 'openid x:read' },
      { ...app, granted_scopes: ['x:read', 'y:read'] },
    ],
  }).connected_apps;
  expect(items.map(({ grantedScopes }) => grantedScopes)).toEqual([['openid', 'x:read', 'y:read']]);
  expect(grantSchema.safeParse({ member_id: '', granted_scopes: [] }).success).toBe(false);
});
