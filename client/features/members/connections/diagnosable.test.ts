import { expect, test } from 'vitest';
import { appsToDiagnose, findApps } from './diagnosable.ts';

const app = (id: string, name: string) => ({ id, name });
const connected = {
  app: {
    ...app('app-2', 'Robot'),
    description: '',
    clientType: 'third_party' as const,
    clientTypeRaw: 'third_party',
    hasLogo: false,
    policy: null,
  },
  scopes: [],
  seen: null,
};
const past = { app: app('app-3', 'Álbum'), scopes: [], firstSeen: 1, goneSince: 2 };
const apps = appsToDiagnose({ apps: [connected], past: [past] }, [
  app('app-1', 'Notes'),
  app('app-2', 'Robot'),
  app('app-0', 'Boards'),
]);

test('the member’s own apps come first, then past ones, then all others by name, each once', () => {
  expect(apps.map(({ id, relation }) => `${id} ${relation}`)).toEqual([
    'app-2 connected',
    'app-3 past',
    'app-0 other',
    'app-1 other',
  ]);
});

const found = (...terms: string[]) => findApps(apps, terms).map(({ id }) => id);

test('apps are found by all terms in name or id, whatever the accents', () => {
  expect(found('album')).toEqual(['app-3']);
  expect(found('app-1')).toEqual(['app-1']);
  expect(found('o', 'bo')).toEqual(['app-2', 'app-0']);
  expect(found('none')).toEqual([]);
});
