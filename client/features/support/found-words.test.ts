import { expect, test } from 'vitest';
import { findKinds, type Customer, type Found } from '#contract/support.ts';
import { nothingWords, resultWords } from './found-words.ts';

const customer: Customer = {
  id: 'organization-test-1',
  name: 'Globex',
  slug: 'globex',
  page: null,
  hasCase: false,
};
const found = (change: Partial<Found>): Found => ({
  kind: 'organization',
  customers: [],
  unreadable: 0,
  isCut: false,
  isOwnLeftOut: false,
  page: null,
  ...change,
});

test('it is said how many there are and what the text was taken for', () => {
  expect(resultWords(found({ customers: [customer], kind: 'app' }))).toBe(
    '1 organization where Grantscope has seen this app',
  );
  expect(resultWords(found({}))).toMatch(/^No organizations matching this name/);
});

test('it is said that there are more', () => {
  expect(resultWords(found({ customers: [customer, customer], isCut: true }))).toMatch(
    /^The first 2 organizations matching/,
  );
});

test('it is said how many organizations could not be read', () => {
  expect(resultWords(found({ customers: [customer], unreadable: 2 }))).toMatch(
    /^1 organization .*\. 2 more organizations could not be read$/,
  );
});

test('of every kind it is said why nothing was found', () => {
  const words = findKinds.map((kind) => nothingWords(found({ kind }), 'globex'));
  expect(new Set(words).size).toBe(findKinds.length);
});

test('a link to a page that all have asks for the organization', () => {
  expect(nothingWords(found({ kind: 'link', page: '/changes?kind=added' }), 'link')).toMatch(
    /leads to the changes, but .* Find the organization/,
  );
  expect(
    nothingWords(found({ kind: 'link', page: '/apps/connected-app-test-1' }), 'link'),
  ).not.toMatch(/doesn’t say whose/);
});

// NodeBB/NodeBB#5563: nobody was asked, and nobody was found.
test.each(['HP', '3M', '楽天', '𠮷野'])(
  'of a name as short as %s it is said that it was not searched',
  (name) => {
    expect(nothingWords(found({}), name)).toMatch(
      /^Names weren’t searched: enter at least 3 letters/,
    );
  },
);

test('a name of three characters that nobody has was searched', () => {
  expect(nothingWords(found({}), '𠮷野家')).toMatch(/^No organization has this name/);
});

test('of one’s own organization it is said that it is no customer', () => {
  const own = found({ kind: 'email', isOwnLeftOut: true });
  expect(nothingWords(own, 'sam@northwind.example')).toMatch(/your own organization/);
});
