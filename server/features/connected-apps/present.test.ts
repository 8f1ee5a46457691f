import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { grantTableSchema } from '#contract/connected-apps.ts';
import { scopeClasses } from '#contract/scopes.ts';
import type { ConnectedApp, Grant } from '../../stytch/types.ts';
import { encodeGrants, presentApp, presentReach } from './present.ts';

/** Few names, so that sets meet, and among them those that a careless key would confuse. */
const scope = fc.constantFrom(
  'a:read',
  'b:delete',
  'a:read b:delete',
  'a:read,b:delete',
  '',
  ' ',
  '0',
  '1',
  '0 1',
  '__proto__',
  '\0',
);
const anyGrants: fc.Arbitrary<Grant[]> = fc.array(
  fc.record({
    memberId: fc.constantFrom('m1', 'm2', 'm3', 'm4', '__proto__'),
    grantedScopes: fc.array(scope, { maxLength: 3 }),
  }),
  { maxLength: 12 },
);

/** Who holds what, by the plainest means: the truth that both encodings are held to. */
function holdings(grants: readonly Grant[]): Map<string, Set<string>> {
  const held = new Map<string, Set<string>>();
  for (const { memberId, grantedScopes } of grants) {
    const scopes = held.get(memberId) ?? new Set();
    held.set(memberId, scopes);
    for (const name of grantedScopes) if (name !== '') scopes.add(name);
  }
  return held;
}

function decode({ scopes, scopeSets, members }: ReturnType<typeof encodeGrants>) {
  return new Map(
    members.ids.map((id, row) => [
      id,
      new Set(scopeSets[members.sets[row] ?? -1]?.map((index) => scopes[index]?.name)),
    ]),
  );
}

describe('grants in columns', () => {
  test('say exactly who holds which scope, whatever the scopes are called', () => {
    fc.assert(
      fc.property(anyGrants, (grants) => {
        expect(decode(encodeGrants(grants, null))).toEqual(holdings(grants));
      }),
      { numRuns: 1000 },
    );
  });

  test('name each scope once, heaviest class first, and each set of scopes once', () => {
    fc.assert(
      fc.property(anyGrants, (grants) => {
        const { scopes, scopeSets } = encodeGrants(grants, null);
        const weights = scopes.map((entry) => scopeClasses.indexOf(entry.class));
        expect(weights).toEqual(weights.toSorted((a, b) => b - a));
        expect(new Set(scopes.map(({ name }) => name)).size).toBe(scopes.length);
        expect(new Set(scopeSets.map(String)).size).toBe(scopeSets.length);
        for (const set of scopeSets) {
          expect(set).toEqual([...new Set(set)].toSorted((a, b) => a - b));
        }
      }),
    );
  });

  test('tell a pair of scopes from the scope whose number is written alike', () => {
    const names = Array.from({ length: 13 }, (_, index) => `s${index}`);
    const grants = [
      { memberId: 'all', grantedScopes: names },
      { memberId: 'pair', grantedScopes: ['s1', 's0'] },
      ...names.map((name) => ({ memberId: name, grantedScopes: [name] })),
    ];
    expect(decode(encodeGrants(grants, null))).toEqual(holdings(grants));
  });

  test('are what the contract says', () => {
    const columns = z.object(grantTableSchema.shape).pick({
      scopes: true,
      scopeSets: true,
      members: true,
    });
    fc.assert(
      fc.property(anyGrants, (grants) => {
        const encoded = encodeGrants(grants, null);
        expect(columns.parse(encoded)).toEqual(encoded);
      }),
    );
  });

  test('carry the descriptions of the policy', () => {
    const grants = [{ memberId: 'm1', grantedScopes: ['crm:read', 'openid'] }];
    const described = { scope: 'crm:read', description: 'Sees customers.', permissions: [] };
    const { scopes } = encodeGrants(grants, { roles: [], scopes: [described] });
    expect(scopes.map(({ name, description }) => [name, description])).toEqual([
      ['crm:read', 'Sees customers.'],
      ['openid', 'Confirms who the member is.'],
    ]);
  });
});

describe('the reach of an app', () => {
  test('counts each member once, and once for each scope they hold', () => {
    fc.assert(
      fc.property(anyGrants, (grants) => {
        const held = holdings(grants);
        const reach = presentReach(grants, 7);
        expect({ asOf: reach.asOf, members: reach.members }).toEqual({
          asOf: 7,
          members: held.size,
        });
        const names = new Set([...held.values()].flatMap((scopes) => [...scopes]));
        expect(new Map(reach.scopes.map(({ name, members }) => [name, members]))).toEqual(
          new Map(
            [...names].map((name) => [
              name,
              [...held.values()].filter((scopes) => scopes.has(name)).length,
            ]),
          ),
        );
      }),
    );
  });

  test('lists the heaviest class first, and in it the most widely granted scope', () => {
    const grants = [
      { memberId: 'a', grantedScopes: ['b:read', 'a:read', 'c:delete'] },
      { memberId: 'b', grantedScopes: ['b:read', 'openid'] },
    ];
    expect(presentReach(grants, 0).scopes.map(({ name, members }) => [name, members])).toEqual([
      ['c:delete', 1],
      ['b:read', 2],
      ['a:read', 1],
      ['openid', 1],
    ]);
  });
});

test('an app is shown without the address of its logo', () => {
  const app: ConnectedApp = {
    connectedAppId: 'x',
    name: 'X',
    description: '',
    clientType: 'third_party',
    clientTypeRaw: 'third_party',
    logoUrl: 'https://tracker.example/logo.png',
  };
  const shown = presentApp(app, null);
  expect(shown).toMatchObject({ id: 'x', hasLogo: true, policy: null });
  expect(JSON.stringify(shown)).not.toContain('tracker');
});
