import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { grantTableSchema } from '#contract/connected-apps.ts';
import { scopeClasses } from '#contract/scopes.ts';
import { createScopeBook } from '../scopes/book.ts';
import type { Grant } from '../stytch/types.ts';
import { read as readInThread } from './answer-worker.ts';
import { readAnswer } from './read-answer.ts';

const book = createScopeBook();

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
const anyGrants: fc.Arbitrary<Grant[]> = fc.array(
  fc.record({
    memberId: fc.constantFrom('m1', 'm2', 'm3', 'm4', '__proto__'),
    grantedScopes: fc.array(scopeName, { maxLength: 3 }),
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

const encodedSchema = z.object(grantTableSchema.shape).pick({ scopeSets: true, members: true });

function answerOf(grants: readonly Grant[]): Buffer {
  const members = grants.map(({ memberId, grantedScopes }) => ({
    member_id: memberId,
    granted_scopes: grantedScopes,
  }));
  return Buffer.from(JSON.stringify({ connected_app_id: 'x', active_members: members }));
}

/** Columns as they are read off Stytch's answer; the encoded part as the contract reads it. */
function columnsOf(grants: readonly Grant[]) {
  const read = readAnswer(answerOf(grants), null, book);
  if (read.kind !== 'read') throw new Error(read.kind);
  const { scopes, members, json } = read.columns;
  const encoded = encodedSchema.parse(JSON.parse(`{${Buffer.from(json).toString('utf8')}}`));
  return { scopes, members, scopeSets: encoded.scopeSets, rows: encoded.members };
}

function decode({ scopes, scopeSets, rows }: ReturnType<typeof columnsOf>) {
  return new Map(
    rows.ids.map((id, row) => [
      id,
      new Set(scopeSets[rows.sets[row] ?? -1]?.map((index) => scopes[index]?.name)),
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
        const weights = scopes.map(({ name }) => scopeClasses.indexOf(book.classify(name).class));
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

const namesOf = (answer: ReturnType<typeof readAnswer>) =>
  answer.kind === 'read' ? answer.columns.scopes.map(({ name }) => name) : [];

test("scopes are ordered by the operator's rules, in a thread too", () => {
  const grants = [{ memberId: 'm', grantedScopes: ['a:read', 'b:delete'] }];
  const rule = { name: 'own', class: 'sensitive', why: 'Ours.', scopes: ['a:read'] } as const;
  const operator = { rules: [rule], descriptions: [] };
  const task = () => ({ bytes: new Uint8Array(answerOf(grants)), known: null });
  expect(namesOf(readInThread({ ...task(), operator }))).toEqual(['a:read', 'b:delete']);
  expect(namesOf(readInThread({ ...task(), operator: book.operator }))).toEqual([
    'b:delete',
    'a:read',
  ]);
});

describe('an answer', () => {
  const grants = [{ memberId: 'm', grantedScopes: ['openid'] }];

  test('that says what the last one said is not read again', () => {
    const first = readAnswer(answerOf(grants), null, book);
    const digest = first.kind === 'read' ? first.digest : '';
    expect(readAnswer(answerOf(grants), digest, book)).toEqual({ kind: 'same' });
    expect(readAnswer(answerOf([]), digest, book).kind).toBe('read');
  });

  test('that is none keeps the id of its call', () => {
    const bytes = Buffer.from('{"status_code":200,"request_id":"request-id-test-7"}');
    expect(readAnswer(bytes, null, book)).toEqual({
      kind: 'invalid',
      upstreamRequestId: 'request-id-test-7',
    });
  });
});
