import { expect, test } from 'vitest';
import type { AppChanges } from '#contract/overview.ts';
import { newsOf } from './news.ts';

const nothing = {
  appearedAt: null,
  vanishedAt: null,
  returnedAt: null,
  firstReadAt: null,
  granted: 0,
  gone: 0,
  grantedAgain: 0,
  scopesGrown: 0,
  scopesShrunk: 0,
  scopesReplaced: 0,
};
const changes = (name: string, some: Partial<AppChanges>): AppChanges => ({
  app: { id: `id of ${name}`, name },
  ...nothing,
  ...some,
});

test('adds up what happened to all apps, more access first', () => {
  const news = newsOf(
    [
      changes('Notes', { granted: 2, gone: 1 }),
      changes('Ledger', { appearedAt: 5, granted: 1200, scopesGrown: 3 }),
      changes('Quiet', {}),
    ],
    [changes('Notes', { gone: 1 }), changes('Ledger', { granted: 7 })],
  );
  const [ledger, notes] = ['Ledger', 'Notes'].map((name) => ({ id: `id of ${name}`, name }));
  expect(news).toEqual([
    { kind: 'scopes-grown', total: 3, unseen: 0, what: 'grants with more access', apps: [ledger] },
    { kind: 'appeared', total: 1, unseen: 0, what: 'new app', apps: [ledger] },
    { kind: 'granted', total: 1202, unseen: 7, what: 'new grants', apps: [ledger, notes] },
    { kind: 'gone', total: 1, unseen: 1, what: 'grant removed', apps: [notes] },
  ]);
});

const kindsOf = (some: Partial<AppChanges>) =>
  newsOf([changes('Notes', some)], []).map(({ kind }) => kind);

test('that an app was read for the first time is no news', () => {
  expect(kindsOf({ firstReadAt: 5 })).toEqual([]);
  expect(kindsOf({ firstReadAt: 5, appearedAt: 4 })).toEqual(['appeared']);
});

test('says nothing where nothing happened', () => {
  expect(newsOf([changes('Notes', {})], [])).toEqual([]);
});
