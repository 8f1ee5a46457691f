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
  isCut: false,
  page: null,
  ...change,
});

test('it is said how many there are and what the text was taken for', () => {
  expect(resultWords(found({ customers: [customer], kind: 'app' }))).toBe(
    '1 organization. Taken for the id of an app: organizations where Grantscope has seen it.',
  );
  expect(resultWords(found({}))).toMatch(/^No organization\. Taken for a name/);
});

test('it is said that there are more', () => {
  expect(resultWords(found({ customers: [customer, customer], isCut: true }))).toMatch(
    /^The first 2 organizations\./,
  );
});

test('of every kind it is said why nothing was found', () => {
  const words = findKinds.map((kind) => nothingWords(found({ kind })));
  expect(new Set(words).size).toBe(findKinds.length);
});

test('a link to a page that all have asks for the organization', () => {
  expect(nothingWords(found({ kind: 'link', page: '/changes?kind=added' }))).toMatch(
    /leads to the changes, .* Look for the organization now/,
  );
  expect(nothingWords(found({ kind: 'link', page: '/apps/connected-app-test-1' }))).not.toMatch(
    /every organization has/,
  );
});
