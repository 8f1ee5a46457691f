import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeEachDatabase, type TestDatabase } from '../testing/databases.ts';
import type { Change, ChangeCursor } from './changes.ts';
import { openStore, type Store } from './database.ts';
import { ObservedModel, type Step } from '../testing/observed-model.ts';
import { createObservations, type Observations } from './observations.ts';

const awkward = [
  '',
  "'",
  '"',
  '\\',
  '\0',
  '\u{D800}',
  '{"a":1}',
  '__proto__',
  '1',
  '\u{1F600}',
  '\u{FFFF}',
];
const text = (prefix: string) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('a', 'b', 'c').map((letter) => prefix + letter) },
    fc.constantFrom(...awkward),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
const app = fc.record({ id: text('app-'), name: text('name-') });
/** Responses mostly come in the order of their times, but not always. */
const asOf = fc.integer({ min: 1, max: 6 });
const grants = fc.array(fc.tuple(text('member-'), fc.array(text('scope-'), { maxLength: 3 })), {
  maxLength: 6,
});
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('list' as const), asOf, apps: fc.array(app, { maxLength: 4 }) }),
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('app' as const), asOf, app, grants }) },
);
const history = fc
  .array(step, { maxLength: 25 })
  .map((steps) => steps.map((one, at): Step => ({ ...one, asOf: one.asOf + 2 * at })));

async function record(memory: Observations, organization: string, given: Step): Promise<void> {
  if (given.kind === 'list') {
    await memory.recordAppList(organization, given.asOf, given.apps);
    return;
  }
  await memory.recordApp(organization, given.app, given.asOf, {
    memberIds: given.grants.map(([member]) => member),
    scopeSets: given.grants.map(([, scopes]) => scopes),
    setOf: given.grants.map((_, index) => index),
  });
}

async function allChanges(memory: Observations, organization: string): Promise<Change[]> {
  const changes: Change[] = [];
  let after: ChangeCursor | null = null;
  do {
    const page = await memory.changesBetween(organization, 0, 100, { limit: 3, after });
    changes.push(...page.changes);
    after = page.next;
  } while (after !== null);
  return changes;
}

const sorted = (rows: unknown[]) => rows.map((row) => JSON.stringify(row)).toSorted();

async function expectSame(memory: Observations, organization: string, model: ObservedModel) {
  const seen = await memory.appsSeen(organization);
  const apps = [...model.apps.values()];
  expect(seen).toMatchObject({ firstListAt: model.firstListAt, listAt: model.listAt });
  const expected = apps.map((known) => ({
    id: known.id,
    name: known.name,
    firstSeen: known.firstSeen,
    lastConfirmed:
      known.goneSince === null ? Math.max(known.presentAt, model.listAt ?? 0) : known.presentAt,
    goneSince: known.goneSince,
    firstReadAt: known.firstReadAt,
    readAt: known.readAt,
    members: [...known.grants.values()].filter(({ goneSince }) => goneSince === null).length,
  }));
  expect(sorted(seen.apps)).toEqual(sorted(expected));
  for (const known of apps) {
    const found = await memory.historyOfApp(organization, known.id);
    const rows = (found?.memberIds ?? []).map((member, row) => ({
      member,
      firstSeen: found?.firstSeen[row],
      lastConfirmed: found?.lastConfirmed[row],
      goneSince: found?.goneSince[row],
      first: JSON.stringify(found?.scopeSets[found.scopesThen[row] ?? -1]),
      now: JSON.stringify(found?.scopeSets[found.scopesNow[row] ?? -1]),
      since: found?.scopesSince[row],
    }));
    const wanted = Array.from(known.grants, ([member, grant]) => ({
      member,
      firstSeen: grant.firstSeen,
      lastConfirmed: grant.lastThere ?? known.readAt,
      goneSince: grant.goneSince ?? known.goneSince,
      first: grant.first,
      now: grant.now,
      since: grant.since,
    }));
    expect(sorted(rows)).toEqual(sorted(wanted));
  }
  const changes = await allChanges(memory, organization);
  expect(sorted(changes.map((change) => ({ ...change, app: change.app.id })))).toEqual(
    sorted(model.changes),
  );
  expect(sorted(await memory.countChanges(organization, 0, 100))).toEqual(
    sorted(countsOf(changes)),
  );
  await expectSameOfMembers(memory, organization, model);
  expect(changes.map(({ at }) => at)).toEqual(
    changes.map(({ at }) => at).toSorted((a, b) => b - a),
  );
}

/** The same counts, computed by counting changes. */
function countsOf(changes: readonly Change[]) {
  const byApp = new Map<string, Change[]>();
  for (const change of changes) {
    byApp.set(change.app.id, [...(byApp.get(change.app.id) ?? []), change]);
  }
  return Array.from(byApp.values(), (some) => {
    const latest = (kind: string) => some.find((change) => change.kind === kind)?.at ?? null;
    const count = (kind: string) => some.filter((change) => change.kind === kind).length;
    return {
      app: some[0]?.app,
      appearedAt: latest('appeared'),
      vanishedAt: latest('vanished'),
      returnedAt: latest('returned'),
      firstReadAt: latest('first-read'),
      granted: count('granted'),
      gone: count('gone'),
      grantedAgain: count('granted-again'),
      scopesGrown: count('scopes-grown'),
      scopesShrunk: count('scopes-shrunk'),
      scopesReplaced: count('scopes-replaced'),
    };
  });
}

async function expectSameOfMembers(
  memory: Observations,
  organization: string,
  model: ObservedModel,
) {
  const apps = [...model.apps.values()];
  for (const member of new Set(apps.flatMap(({ grants: held }) => [...held.keys()]))) {
    const wanted = apps.flatMap((known) => {
      const grant = known.grants.get(member);
      if (grant === undefined) return [];
      return {
        app: { id: known.id, name: known.name },
        firstSeen: grant.firstSeen,
        isFromStart: grant.firstSeen <= (known.firstReadAt ?? -1),
        lastConfirmed: grant.lastThere ?? known.readAt,
        goneSince: grant.goneSince ?? known.goneSince,
        scopesThen: JSON.parse(grant.first),
        scopesNow: JSON.parse(grant.now),
        scopesSince: grant.since,
      };
    });
    expect(sorted(await memory.historyOfMember(organization, member))).toEqual(sorted(wanted));
  }
}

describeEachDatabase('observations of any history', (create) => {
  let database: TestDatabase;
  let store: Store;
  let runs = 0;
  beforeAll(async () => {
    database = await create();
    store = await openStore(database.location);
  });
  afterAll(async () => {
    await store.destroy();
    await database.drop();
  });

  test.each([
    ['in one transaction', Infinity],
    ['some at a time', 2],
  ])('are what a plain memory has, for two organizations at once, written %s', async (_, most) => {
    expect.hasAssertions();
    const memory = createObservations(store, most);
    const wanted = most === Infinity ? 60 : 15;
    const runsWanted = database.location.databaseUrl === null ? wanted : wanted / 3;
    await fc.assert(
      fc.asyncProperty(history, history, async (mine, theirs) => {
        runs += 1;
        const both = [mine, theirs].map((steps, index) => ({
          steps,
          organization: `organization-${runs}-${index}`,
          model: new ObservedModel(),
        }));
        for (let at = 0; at < Math.max(mine.length, theirs.length); at += 1) {
          for (const { steps, organization, model } of both) {
            const given = steps[at];
            if (given === undefined) continue;
            await record(memory, organization, given);
            if (given.kind === 'list') model.list(given);
            else model.app(given);
          }
        }
        for (const { organization, model } of both) await expectSame(memory, organization, model);
      }),
      { numRuns: runsWanted },
    );
  });
});
