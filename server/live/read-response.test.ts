import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { grantTableSchema, type GrantTableHead } from '#contract/grant-table.ts';
import { packHead } from '#contract/packed-rows.ts';
import { scopeClasses } from '#contract/scopes.ts';
import { createScopeClassifier } from '../scopes/classifier.ts';
import type { Grant } from '../stytch/types.ts';
import { readResponse, type ResponseRead, type GrantColumns } from './read-response.ts';

const classifier = createScopeClassifier();

/** Few names, so that sets meet, and among them those that a careless key would confuse. */
const scopeName = fc.constantFrom(
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
const uuid = (digit: number) => `0a1b2c3d-0000-4000-8000-00000000000${digit}`;
/** Ids as Stytch makes them, or any others. */
const memberIds = [
  ['m1', 'm2', 'm3', 'm4', '__proto__'],
  [1, 2, 3].map((digit) => `member-test-${uuid(digit)}`),
  [uuid(4), uuid(5), `member-test-${uuid(4)}`],
];
const anyGrants: fc.Arbitrary<Grant[]> = fc.constantFrom(...memberIds).chain((ids) =>
  fc.array(
    fc.record({
      memberId: fc.constantFrom(...ids),
      grantedScopes: fc.array(scopeName, { maxLength: 3 }),
    }),
    { maxLength: 12 },
  ),
);

/** Who holds what, by the plainest means: the truth that both encodings are held to. */
function holdings(grants: readonly Grant[]): Map<string, Set<string>> {
  const held = new Map<string, Set<string>>();
  for (const { memberId, grantedScopes } of grants) {
    const scopes = held.get(memberId) ?? new Set();
    held.set(memberId, scopes);
    const names = grantedScopes.flatMap((text) => text.split(/[\s,]+/));
    for (const name of names) if (name !== '') scopes.add(name);
  }
  return held;
}

function answerOf(grants: readonly Grant[]): Buffer {
  const members = grants.map(({ memberId, grantedScopes }) => ({
    member_id: memberId,
    granted_scopes: grantedScopes,
  }));
  return Buffer.from(JSON.stringify({ connected_app_id: 'x', active_members: members }));
}

function assertRead(answer: ResponseRead): asserts answer is GrantColumns {
  if (!('packed' in answer)) throw new Error('invalid');
}

/** The body that the browser is sent. */
function bodyOf({ packed, app, scopes }: GrantColumns): Uint8Array<ArrayBuffer> {
  const { connectedAppId: id, logoUrl, ...card } = app;
  const head: GrantTableHead = {
    app: { ...card, id, hasLogo: logoUrl !== null, policy: null },
    memberCount: null,
    scopes: classifier.describe(
      scopes.map(({ name }) => name),
      null,
    ),
    missing: [],
    unreadable: 0,
    layout: packed.layout,
  };
  return new Uint8Array(Buffer.concat([packHead(head), packed.bytes]));
}

/** Columns as they are read off Stytch's answer; the packed part as the contract reads it. */
function columnsOf(grants: readonly Grant[]) {
  const read = readResponse(answerOf(grants), classifier);
  assertRead(read);
  const { scopes, members } = read;
  const table = z.parse(grantTableSchema, bodyOf(read));
  return { scopes, members, scopeSets: table.scopeSets, rows: table.members };
}

function decode({ scopes, scopeSets, rows: { ids, sets } }: ReturnType<typeof columnsOf>) {
  return new Map(
    Array.from(sets, (set, row) => [
      ids.at(row),
      new Set(scopeSets[set]?.map((index) => scopes[index]?.name)),
    ]),
  );
}

describe('grants in columns', () => {
  test('say exactly who holds which scope, whatever the scopes are called', () => {
    fc.assert(
      fc.property(anyGrants, (grants) => {
        expect(decode(columnsOf(grants))).toEqual(holdings(grants));
      }),
      { numRuns: 1000 },
    );
  });

  test('name each scope once, heaviest class first, and each set of scopes once', () => {
    fc.assert(
      fc.property(anyGrants, (grants) => {
        const { scopes, scopeSets } = columnsOf(grants);
        const weights = scopes.map(({ name }) =>
          scopeClasses.indexOf(classifier.classify(name).class),
        );
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
    expect(decode(columnsOf(grants))).toEqual(holdings(grants));
  });

  test('count each member once, and once for each scope they hold', () => {
    fc.assert(
      fc.property(anyGrants, (grants) => {
        const held = holdings(grants);
        const { members, scopes } = columnsOf(grants);
        expect(members).toBe(held.size);
        const names = new Set([...held.values()].flatMap((list) => [...list]));
        expect(new Map(scopes.map((scope) => [scope.name, scope.members]))).toEqual(
          new Map(
            [...names].map((name) => [
              name,
              [...held.values()].filter((list) => list.has(name)).length,
            ]),
          ),
        );
      }),
    );
  });
});

function namesOf(answer: ResponseRead): string[] {
  assertRead(answer);
  return answer.scopes.map(({ name }) => name);
}

test("scopes are ordered by the operator's rules", () => {
  const grants = [{ memberId: 'm', grantedScopes: ['a:read', 'b:delete'] }];
  const rule = { name: 'own', class: 'high-risk', why: 'Ours.', scopes: ['a:read'] } as const;
  const operator = { rules: [rule], descriptions: [] };
  const bytes = answerOf(grants);
  expect(namesOf(readResponse(bytes, createScopeClassifier(operator)))).toEqual([
    'a:read',
    'b:delete',
  ]);
  expect(namesOf(readResponse(bytes, classifier))).toEqual(['b:delete', 'a:read']);
});

test('a member who cannot be read is counted, and no other is lost', () => {
  const members = [
    { member_id: 'm1', granted_scopes: ['a:read'] },
    { member_id: 'm2', granted_scopes: 5 },
    null,
  ];
  const text = JSON.stringify({ connected_app_id: 'x', active_members: members });
  const read = readResponse(Buffer.from(text), classifier);
  assertRead(read);
  expect(read).toMatchObject({ members: 1, unreadable: 2 });
});

test('an answer that is none keeps the id of its call', () => {
  const bytes = Buffer.from('{"status_code":200,"request_id":"request-id-test-7"}');
  expect(readResponse(bytes, classifier)).toEqual({ upstreamRequestId: 'request-id-test-7' });
});
