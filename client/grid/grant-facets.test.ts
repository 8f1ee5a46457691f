import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accessStates } from '#contract/access.ts';
import { buildDirectory, buildGrantTable, type ExampleMember } from '../testing/grant-table.ts';
import type { GrantFilter } from './grant-facets.ts';
import { createOrders } from './sort.ts';
import { createGrantStore, statusOf } from './store.ts';
import { buildView, createTextSearch } from './view.ts';

const apps = ['Notes', 'App 10', 'App 9'].map((name, index) => ({
  id: `connected-app-test-${index}`,
  name,
  logo: null,
}));

interface ExampleGrant {
  member: number;
  app: number;
  access: number;
}

/** Each member at most once for each app. */
const grantsArbitrary: fc.Arbitrary<ExampleGrant[]> = fc.uniqueArray(
  fc.record({
    member: fc.nat({ max: 4 }),
    app: fc.nat({ max: apps.length - 1 }),
    access: fc.nat({ max: accessStates.length - 1 }),
  }),
  { selector: ({ member, app }) => `${member} ${app}`, maxLength: 15 },
);

const memberOf = (member: number): ExampleMember => ({
  id: `member-test-${member}`,
  name: `Name ${member}`,
  email: '',
  status: 'active',
  scopes: ['openid'],
});

function storeOf(grants: readonly ExampleGrant[]) {
  return createGrantStore(
    {
      ...buildGrantTable(grants.map(({ member }) => memberOf(member))),
      grants: {
        apps,
        app: grants.map(({ app }) => app),
        access: grants.map(({ access }) => access),
      },
    },
    null,
  );
}

const filterArbitrary: fc.Arbitrary<GrantFilter> = fc.record({
  apps: fc.subarray(apps.map(({ id }) => id)),
  access: fc.subarray([...accessStates]),
});

const passes = {
  app: (grant: ExampleGrant, filter: GrantFilter) =>
    filter.apps.length === 0 || filter.apps.includes(apps[grant.app]?.id ?? ''),
  access: (grant: ExampleGrant, filter: GrantFilter) =>
    filter.access.length === 0 || filter.access.includes(accessStates[grant.access] ?? 'unknown'),
};

test('shows the grants whose app and access are chosen, and counts what each choice would show', () => {
  fc.assert(
    fc.property(grantsArbitrary, filterArbitrary, (grants, filter) => {
      const store = storeOf(grants);
      const order = createOrders(store).order('app');
      const open = { query: '', scopes: [], highRisk: false, statuses: [] };
      const view = buildView(store, order, { ...open, ...filter });
      const wanted = grants.flatMap((grant, row) =>
        passes.app(grant, filter) && passes.access(grant, filter) ? [row] : [],
      );
      expect([...view.rows].toSorted((a, b) => a - b)).toEqual(wanted);
      const counts = view.counts().grants;
      expect([...counts.apps]).toEqual(
        apps.map(
          (_, app) =>
            grants.filter((grant) => grant.app === app && passes.access(grant, filter)).length,
        ),
      );
      expect([...counts.access]).toEqual(
        accessStates.map(
          (_, state) =>
            grants.filter((grant) => grant.access === state && passes.app(grant, filter)).length,
        ),
      );
    }),
  );
});

test('one name does for all grants of a member', () => {
  fc.assert(
    fc.property(grantsArbitrary, (grants) => {
      const store = storeOf(grants);
      grants.forEach(({ member }, row) => {
        if (statusOf(store, row) === null) {
          store.addNames([row], buildDirectory([memberOf(member)]));
        }
      });
      expect(store.names).toEqual(grants.map(({ member }) => `Name ${member}`));
      expect(store.namesRead).toBe(grants.length);
      expect(store.countMembers()).toBe(new Set(grants.map(({ member }) => member)).size);
    }),
  );
});

test('grants are found by the name of their app and sorted by it as people count', () => {
  const store = storeOf([0, 1, 2].map((app) => ({ member: app, app, access: 0 })));
  const order = createOrders(store).order('app');
  expect([...order]).toEqual([2, 1, 0]);
  expect([...createTextSearch(store)('notes', 0, order)]).toEqual([0]);
});

test('a grant is known again by member and app', () => {
  const store = storeOf([
    { member: 1, app: 0, access: 0 },
    { member: 1, app: 1, access: 0 },
  ]);
  expect(store.rowOf('member-test-1 connected-app-test-1')).toBe(1);
});
