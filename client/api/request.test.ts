import { expect, test } from 'vitest';
import { appRoutes } from '#contract/app-routes.ts';
import { graphRoutes } from '#contract/graph-routes.ts';
import { sessionRoutes } from '#contract/session-routes.ts';
import { supportRoutes } from '#contract/support-routes.ts';
import { addressOf } from './request.ts';
import { consoleAt } from './console.ts';

const customer = consoleAt('/organizations/organization-test-1/apps');
const own = consoleAt('/apps');

test('what is read of one’s own organization names none', () => {
  expect(addressOf(appRoutes.connectedAppLogo, { app: 'a/b' }, own)).toBe(
    '/api/connected-apps/a~2Fb/logo',
  );
});

test('in a customer’s console the same is read of the customer', () => {
  expect(addressOf(appRoutes.connectedAppLogo, { app: 'a/b' }, customer)).toBe(
    '/api/support/organizations/organization-test-1/connected-apps/a~2Fb/logo',
  );
});

test('everything that support may read is read of the customer there, and nothing else', () => {
  for (const route of [...Object.values(appRoutes), ...Object.values(graphRoutes)]) {
    const isOfCustomer = addressOf(route, {}, customer).startsWith('/api/support/');
    expect([route.path, isOfCustomer]).toEqual([route.path, route.forSupport]);
  }
});

test('the session and the desk are the same from everywhere', () => {
  for (const route of [...Object.values(sessionRoutes), supportRoutes.desk]) {
    expect(addressOf(route, {}, customer)).toBe(route.path);
  }
  expect(addressOf(supportRoutes.endCase, { organization: 'o' }, customer)).toBe(
    '/api/support/organizations/o/case/end',
  );
});
