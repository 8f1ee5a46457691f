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
  const news = newsOf([
    changes('Notes', { granted: 2, gone: 1 }),
    changes('Ledger', { appearedAt: 5, granted: 1200, scopesGrown: 3 }),
    changes('Quiet', {}),
  ]);
  const [ledger, notes] = ['Ledger', 'Notes'].map((name) => ({ id: `id of ${name}`, name }));
  expect(news).toEqual([
    { kind: 'scopes-grown', count: '3 grants', what: 'grown by more scopes', apps: [ledger] },
    { kind: 'appeared', count: '1 app', what: 'new', apps: [ledger] },
    { kind: 'granted', count: '1,202 grants', what: 'new', apps: [ledger, notes] },
    { kind: 'gone', count: '1 grant', what: 'gone', apps: [notes] },
  ]);
});

test('says nothing where nothing happened', () => {
  expect(newsOf([changes('Notes', {})])).toEqual([]);
});
