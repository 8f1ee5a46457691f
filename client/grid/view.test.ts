import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memberStatuses } from '#contract/members.ts';
import {
  buildDirectory,
  buildGrantTable,
  exampleScopes,
  type ExampleMember,
} from '../testing/grant-table.ts';
import { fold, termsOf } from './fold.ts';
import { createOrders, sortKeys, type SortKey } from './sort.ts';
import { finish } from './steps.ts';
import { createGrantStore, type GrantStore } from './store.ts';
import { buildView, createTextSearch, type Filter } from './view.ts';

const words = ['Ada', 'José', 'Weiß', 'Sato', '佐藤', 'ليلى', ''];
const scopeNames = exampleScopes.map(({ name }) => name);
const memberArbitrary = fc.record({
  name: fc.constantFrom(...words),
  email: fc.constantFrom('ada@acme.example', 'jose@acme.example', ''),
  status: fc.constantFrom(...memberStatuses),
  scopes: fc.subarray(scopeNames),
});
const membersArbitrary = fc
  .array(memberArbitrary, { maxLength: 40 })
  .map((members) =>
    members.map((member, index): ExampleMember => ({ ...member, id: `member-test-${index}` })),
  );
const filterArbitrary: fc.Arbitrary<Filter> = fc.record({
  query: fc.constantFrom('', 'ad', 'ada acme', 'JOSE', 'documents:', 'test-1', 'ss', 'nothing'),
  scopes: fc.subarray(scopeNames),
  highRisk: fc.boolean(),
  statuses: fc.subarray([...memberStatuses]),
  apps: fc.constant([]),
  access: fc.constant([]),
});

const sortRows = (store: GrantStore, key: SortKey) => createOrders(store).order(key);

function storeOf(members: readonly ExampleMember[]) {
  const store = createGrantStore(buildGrantTable(members), null);
  store.addNames(
    members.map((_, row) => row),
    buildDirectory(members),
  );
  return store;
}

/** The filter in the plainest words that say what it means. */
const matchers = {
  text: (member: ExampleMember, { query }: Filter) =>
    termsOf(query).every(
      (term) =>
        [member.name, member.email].some((text) => fold(text).includes(term)) ||
        member.id.includes(term) ||
        member.scopes.some((scope) => scope.includes(term)),
    ),
  scopes: (member: ExampleMember, { scopes, highRisk }: Filter) =>
    (scopes.length === 0 || scopes.some((scope) => member.scopes.includes(scope))) &&
    (!highRisk ||
      member.scopes.includes('billing:export') ||
      member.scopes.includes('offline_access')),
  status: (member: ExampleMember, { statuses }: Filter) =>
    statuses.length === 0 || statuses.includes(member.status),
};

test('shows exactly the members that a plain reading of the filter lets through', () => {
  fc.assert(
    fc.property(membersArbitrary, filterArbitrary, (members, filter) => {
      const store = storeOf(members);
      const order = sortRows(store, 'id');
      const matches = createTextSearch(store)(filter.query, store.version, order);
      const view = buildView(store, matches, filter);
      const wanted = members.filter((member) =>
        Object.values(matchers).every((matcher) => matcher(member, filter)),
      );
      expect(new Set(Array.from(view.rows, (row) => store.idAt(row)))).toEqual(
        new Set(wanted.map(({ id }) => id)),
      );
      expect(view.rows).toHaveLength(wanted.length);
    }),
  );
});

test('counts of a facet are what choosing that option alone would show', () => {
  fc.assert(
    fc.property(membersArbitrary, filterArbitrary, (members, filter) => {
      const store = storeOf(members);
      const order = sortRows(store, 'id');
      const matches = createTextSearch(store)(filter.query, store.version, order);
      const view = buildView(store, matches, filter);
      const open = members.filter((m) => matchers.text(m, filter) && matchers.status(m, filter));
      exampleScopes.forEach(({ name }, index) => {
        expect(view.counts().scopes[index]).toBe(
          open.filter(({ scopes }) => scopes.includes(name)).length,
        );
      });
      const byScope = members.filter((m) => matchers.text(m, filter) && matchers.scopes(m, filter));
      memberStatuses.forEach((status, index) => {
        expect(view.counts().statuses[index]).toBe(
          byScope.filter((member) => member.status === status).length,
        );
      });
    }),
  );
});

test('a query typed letter by letter ends where the whole query does', () => {
  fc.assert(
    fc.property(
      membersArbitrary,
      fc.constantFrom('ada acme', 'documents:read', 'weiss'),
      (members, query) => {
        const store = storeOf(members);
        const order = sortRows(store, 'id');
        const typing = createTextSearch(store);
        for (let length = 0; length < query.length; length += 1) {
          typing(query.slice(0, length), store.version, order);
        }
        const whole = createTextSearch(store)(query, store.version, order);
        expect([...typing(query, store.version, order)]).toEqual([...whole]);
      },
    ),
  );
});

test('names that arrive are found by the search that was made before', () => {
  const ada: ExampleMember = {
    id: 'member-test-1',
    name: 'Ada',
    email: '',
    status: 'active',
    scopes: ['openid'],
  };
  const store = createGrantStore(buildGrantTable([ada]), null);
  const search = createTextSearch(store);
  const order = sortRows(store, 'id');
  expect(search('ada', store.version, order)).toHaveLength(0);
  store.addNames([0], buildDirectory([ada]));
  expect([...search('ada', store.version, order)]).toEqual([0]);
});

test('another order of what was found is what would have been found in that order', () => {
  fc.assert(
    fc.property(
      membersArbitrary,
      fc.constantFrom('', 'ada', 'documents:read'),
      fc.constantFrom('ada acme', 'documents:read'),
      (members, query, next) => {
        const store = storeOf(members);
        const search = createTextSearch(store);
        const order = sortRows(store, 'member').toReversed();
        search(query, store.version, sortRows(store, 'id'));
        for (const text of [query, next]) {
          const whole = createTextSearch(store)(text, store.version, order);
          expect([...search(text, store.version, order)]).toEqual([...whole]);
        }
      },
    ),
  );
});

test.each(sortKeys)('sorting by %s keeps every row once', (key) => {
  fc.assert(
    fc.property(membersArbitrary, (members) => {
      const order = sortRows(storeOf(members), key);
      expect([...order].toSorted((a, b) => a - b)).toEqual(members.map((_, row) => row));
    }),
  );
});

test('sorts by name without regard to case and accents, members without a name last', () => {
  const names = ['Zoë', '', 'ádám', 'Bob'];
  const store = storeOf(
    names.map((name, index) => ({
      id: `member-test-${index}`,
      name,
      email: '',
      status: 'active',
      scopes: [],
    })),
  );
  expect(Array.from(sortRows(store, 'member'), (row) => names[row])).toEqual([
    'ádám',
    'Bob',
    'Zoë',
    '',
  ]);
});

test('sorts by risk: high-risk scopes weigh more than any number of others', () => {
  const sets = [['documents:write', 'documents:read', 'openid'], ['billing:export'], ['openid']];
  const store = storeOf(
    sets.map((scopes, index) => ({
      id: `member-test-${index}`,
      name: '',
      email: '',
      status: 'active',
      scopes,
    })),
  );
  expect([...sortRows(store, 'risk')]).toEqual([2, 0, 1]);
});

test('an order that was begun in steps and asked for before its end is the whole order', () => {
  const names = Array.from({ length: 5000 }, (_, index) => `Name ${(index * 7919) % 5000}`);
  const store = storeOf(
    names.map((name, index) => ({
      id: `member-test-${index}`,
      name,
      email: '',
      status: 'active',
      scopes: [],
    })),
  );
  const whole = [...sortRows(store, 'member')];
  const orders = createOrders(store);
  const steps = orders.prepare('member');
  steps.next();
  steps.next();
  expect([...orders.order('member')]).toEqual(whole);
  finish(steps);
  expect([...orders.order('member')]).toEqual(whole);
  expect(whole.map((row) => names[row])).toEqual(names.toSorted());
});

test('an order that was prepared before more names came is made anew', () => {
  const members = ['b', 'a'].map((name, index): ExampleMember => ({
    id: `member-test-${index}`,
    name,
    email: '',
    status: 'active',
    scopes: [],
  }));
  const store = createGrantStore(buildGrantTable(members), null);
  const orders = createOrders(store);
  finish(orders.prepare('member'));
  expect([...orders.order('member')]).toEqual([0, 1]);
  store.addNames(
    members.map((_, row) => row),
    buildDirectory(members),
  );
  expect([...orders.order('member')]).toEqual([1, 0]);
});
