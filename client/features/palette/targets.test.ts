import { expect, test } from 'vitest';
import { targetOf } from './targets.ts';

const origin = 'https://grantscope.example';
const app = 'connected-app-test-3c1f0b7e-55ad-4f6e-9a52-0e7d2c1b9f10';
const member = 'member-live-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9';

test.each([
  [app, { kind: 'app', id: app }],
  [`  ${member}\n`, { kind: 'member', id: member }],
  [member.toUpperCase(), { kind: 'member', id: member }],
  [`https://stytch.com/dashboard/connected-apps/${app}?env=test`, { kind: 'app', id: app }],
  [`"member_id":"${member}",`, { kind: 'member', id: member }],
  [`${origin}/apps/${app}?q=a#x`, { kind: 'link', href: `/apps/${app}?q=a#x` }],
  [`${origin}/diagnose/m/${app}`, { kind: 'link', href: `/diagnose/m/${app}` }],
  [`{"app":"${app}","member":"${member}"}`, { kind: 'grant', member, app }],
  [`${origin}/`, { kind: 'link', href: '/' }],
  [`${origin}/scopes/documents%3Aread`, { kind: 'link', href: '/scopes/documents%3Aread' }],
  [`${origin}/organizations/o-1`, { kind: 'link', href: '/organizations/o-1' }],
  [
    `${origin}/organizations/o-1/apps/${app}?q=a#x`,
    { kind: 'link', href: `/organizations/o-1/apps/${app}?q=a#x` },
  ],
])('%s is known', (text, target) => {
  expect(targetOf(text, origin)).toEqual(target);
});

test.each([
  '',
  'amara',
  'connected-app-test-3c1f0b7e',
  `x${app}`,
  `${app}0`,
  `${origin}/api/session`,
  `${origin}/sign-in`,
  `${origin}/organizations`,
  `${origin}/organizations/o-1/api/session`,
  `${origin}/organizations/o-1//evil.example`,
  `${origin}.evil.example/apps`,
  'https://elsewhere.example/apps',
  'javascript:alert(1)',
])('%s names nothing', (text) => {
  expect(targetOf(text, origin)).toBeNull();
});
