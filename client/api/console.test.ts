import { expect, test } from 'vitest';
import { consoleAt, pathUnder, wayTo } from './console.ts';

const globex = 'organization-test-9b2c';

test.each([
  `/organizations/${globex}`,
  `/organizations/${globex}/`,
  `/organizations/${globex}/apps/connected-app-test-1`,
  `/organizations/${globex}/organizations/organization-test-1`,
])('%s is a page of the customer', (path) => {
  expect(consoleAt(path)).toEqual({
    organizationId: globex,
    basename: `/organizations/${globex}`,
  });
});

test.each([
  '/',
  '/apps/connected-app-test-1',
  '/support',
  '/organizations',
  '/organizations/',
  '/organizations//apps',
  '/Organizations/acme/apps',
  '/organizations/a%2Fb/apps',
  '/organizations/a.b/apps',
  `/organizations/${'a'.repeat(201)}`,
  `/apps/organizations/${globex}`,
])('%s is a page of one’s own console', (path) => {
  expect(consoleAt(path)).toEqual({ organizationId: null, basename: '/' });
});

test.each(['/', '/apps', '/members/member-test-1?tab=scopes#x', '/?q=/organizations/x'])(
  'the path of %s under a customer is a page of the customer, and the same page there',
  (page) => {
    const path = pathUnder(globex, page);
    const { pathname } = new URL(path, 'https://grantscope.example');
    expect(consoleAt(pathname).organizationId).toBe(globex);
    expect(wayTo(path, globex)).toEqual({ kind: 'here', path: page });
  },
);

test('a plain path is a page of every console', () => {
  for (const path of ['/', '/apps?q=a#b', '/organizations']) {
    expect(wayTo(path, globex)).toEqual({ kind: 'here', path });
  }
});

test('a page of another customer is loaded', () => {
  const path = `/organizations/${globex}/apps?q=a`;
  expect(wayTo(path, 'organization-test-1')).toEqual({ kind: 'load', path });
});

test('a customer’s overview needs no slash', () => {
  expect(wayTo(`/organizations/${globex}?q=a`, globex)).toEqual({ kind: 'here', path: '/?q=a' });
  expect(wayTo(`/organizations/${globex}`, globex)).toEqual({ kind: 'here', path: '/' });
});
