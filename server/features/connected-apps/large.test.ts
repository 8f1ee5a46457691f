import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { connectedAppListSchema, reachSchema } from '#contract/connected-apps.ts';
import { decodeTable, parseTable, readTruth, type Holdings } from '../../testing/grants.ts';
import { startStack, type Stack } from '../../testing/start.ts';
import type { Visitor } from '../../testing/visitor.ts';

let stack: Stack;
let ines: Visitor;
let id: string;
let held: Holdings;

beforeAll(async () => {
  stack = await startStack();
  ines = await stack.signIn('ines.laurent@initech-global.example');
  const truth = await readTruth(stack, 'initech-global');
  id = truth.appIds[0] ?? '';
  held = truth.grants.get(id) ?? new Map<string, string[]>();
});
afterAll(() => stack.close());

test('an app of 100,000 members is whole and true, in few distinct sets', async () => {
  const answer = await ines.get(`/api/connected-apps/${id}`);
  const { status } = answer;
  const found = decodeTable(answer);
  const wrong = [...held].filter(([member, scopes]) => found.get(member)?.join() !== scopes.join());
  const { scopeSets, members, memberCount, missing } = parseTable(answer);
  expect({
    status,
    rows: members.ids.length,
    found: found.size,
    wrong,
    memberCount,
    missing,
  }).toEqual({
    status: 200,
    rows: 100_000,
    found: 100_000,
    wrong: [],
    memberCount: 100_000,
    missing: [],
  });
  expect(scopeSets.length).toBeLessThan(20);
});

test('its reach and the list of apps count everybody', async () => {
  const reach = z.parse(
    reachSchema,
    JSON.parse((await ines.get(`/api/connected-apps/${id}/reach`)).text),
  );
  const everybody = reach.scopes.filter(({ people }) => people === 100_000);
  expect(reach.people).toBe(100_000);
  expect(everybody.length).toBeGreaterThan(0);
  const list = z.parse(
    connectedAppListSchema,
    JSON.parse((await ines.get('/api/connected-apps')).text),
  );
  expect({ memberCount: list.memberCount, apps: list.apps.length }).toEqual({
    memberCount: 100_000,
    apps: 9,
  });
});

test('any thousand of its members have names', async () => {
  const ids = [...held.keys()].slice(54_321, 55_321);
  const { status, json } = await ines.post('/api/members/lookup', { ids });
  expect({ status, ids: json['ids'] }).toEqual({ status: 200, ids });
});
