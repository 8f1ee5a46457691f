import { expect, test } from 'vitest';
import { packRows } from '#contract/packed-rows.ts';
import type { GrantColumns } from '../../live/read-response.ts';
import { createScopeClassifier } from '../../scopes/classifier.ts';
import type { ConnectedApp } from '../../stytch/types.ts';
import { presentApp } from '../../views/present-app.ts';
import { createTableEncoder, presentReach } from './present.ts';

const app: ConnectedApp = {
  connectedAppId: 'x',
  name: 'X',
  description: '',
  clientType: 'third_party',
  clientTypeRaw: 'third_party',
  logoUrl: 'https://tracker.example/logo.png',
};
const columns: GrantColumns = {
  app,
  members: 2,
  unreadable: 0,
  scopes: [
    { name: 'c:delete', members: 1 },
    { name: 'a:read', members: 1 },
    { name: 'b:read', members: 2 },
    { name: 'openid', members: 1 },
  ],
  packed: packRows({ ids: { plain: ['m'] }, sets: [0], scopeSets: [[0, 1]] }),
};

test('the reach lists the heaviest class first, and in it the most widely granted scope', () => {
  const { people, asOf, scopes } = presentReach(columns, 7, createScopeClassifier());
  expect({ people, asOf }).toEqual({ people: 2, asOf: 7 });
  expect(scopes.map(({ name, people: holders }) => [name, holders])).toEqual([
    ['c:delete', 1],
    ['b:read', 2],
    ['a:read', 1],
    ['openid', 1],
  ]);
});

test('an app is shown without the address of its logo', () => {
  const shown = presentApp(app, null);
  expect(shown).toMatchObject({ id: 'x', hasLogo: true, policy: null });
  expect(JSON.stringify(shown)).not.toContain('tracker');
});

test('a table has another version when its grants or its surroundings have changed, not when only time has', () => {
  const encodeTable = createTableEncoder(createScopeClassifier());
  const answerOf = (digest: string, asOf: number, memberCount: number, of = columns) =>
    encodeTable(
      { digest, asOf, requestId: null, columns: of },
      { policy: null, organization: null, memberCount, missing: [] },
    );
  const first = answerOf('a', 1, 3);
  const later = answerOf('a', 2, 3);
  expect([first.version, later.asOf]).toEqual([later.version, 2]);
  expect(answerOf('a', 1, 4).version).not.toBe(first.version);
  expect(answerOf('a', 1, 3).version).toBe(first.version);
  expect(answerOf('b', 1, 3, { ...columns }).version).not.toBe(first.version);
});
