import express, { type RequestHandler } from 'express';
import { describe, expect, test } from 'vitest';
import { routes } from '#contract/routes.ts';
import { createMount } from './mount.ts';

const gate: Parameters<typeof createMount>[1] = {
  authenticate: () => Promise.reject(new Error('nobody')),
  isSigningIn: () => false,
  endedAtStytch: () => Promise.resolve(),
  enterCase: () => Promise.reject(new Error('nobody')),
  limit: () => Promise.resolve(),
  audit: { allowed: () => Promise.resolve(), failed: () => {} },
  secure: true,
  publicOrigin: 'https://console.example',
};
const never = () => Promise.reject(new Error('not called'));
const answer: RequestHandler = (_request, response) => void response.end();

/** Mounts every route of the contract but the apps' list, which a test may mount itself. */
function mountAllButOne(router: express.Router) {
  const mount = createMount(router, gate);
  mount.visitor(routes.session, never);
  mount.visitor(routes.signInEmail, never);
  mount.visitor(routes.signInCode, never);
  mount.visitor(routes.signInOrganization, never);
  mount.visitor(routes.signInSecondFactor, never);
  mount.visitor(routes.signOut, never);
  mount.member(routes.connectedApp, never);
  mount.member(routes.connectedAppReach, never);
  mount.member(routes.connectedAppLogo, never);
  mount.member(routes.myConnectedApps, never);
  mount.member(routes.grants, never);
  mount.member(routes.overview, never);
  mount.member(routes.members, never);
  mount.member(routes.member, never);
  mount.member(routes.scopes, never);
  mount.member(routes.scope, never);
  mount.member(routes.changes, never);
  mount.member(routes.diagnosis, never);
  mount.member(routes.activity, never);
  mount.member(routes.supportVisits, never);
  mount.support(routes.desk, never);
  mount.support(routes.findCustomers, never);
  mount.support(routes.openCase, never);
  mount.support(routes.caseState, never);
  mount.support(routes.extendCase, never);
  mount.support(routes.endCase, never);
  mount.support(routes.findMember, never);
  mount.support(routes.revealEmail, never);
  mount.member(routes.memberLookup, never);
  return mount;
}

describe('mounting', () => {
  test('is complete with every route of the contract and nothing else', () => {
    const mount = mountAllButOne(express.Router());
    mount.member(routes.connectedApps, never);
    expect(() => mount.finish()).not.toThrow();
  });

  test('fails when a route of the contract has no handler', () => {
    const mount = mountAllButOne(express.Router());
    expect(() => mount.finish()).toThrow('GET /api/connected-apps has no handler');
  });

  test.each<[what: string, add: (router: express.Router) => void]>([
    ['a route', (router) => router.get('/api/stray', answer)],
    ['another method of a known route', (router) => router.post('/api/session', answer)],
    ['a second handler of a known route', (router) => router.get('/api/session', answer)],
    ['a route for all methods', (router) => router.all('/api/stray', answer)],
    ['a router of its own', (router) => router.use('/api/stray', express.Router())],
    ['a handler of everything', (router) => router.use(answer)],
  ])('fails when somebody adds %s past the contract, before or after', (_what, add) => {
    const [before, after] = [express.Router(), express.Router()];
    add(before);
    const first = mountAllButOne(before);
    first.member(routes.connectedApps, never);
    expect(() => first.finish()).toThrow('has no policy in the contract');

    const second = mountAllButOne(after);
    second.member(routes.connectedApps, never);
    add(after);
    expect(() => second.finish()).toThrow('has no policy in the contract');
  });
});
