import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packRows } from '#contract/packed-rows.ts';
import { createScopeClassifier } from '../scopes/classifier.ts';
import type { LiveApp } from '../live/apps.ts';
import { createGraphBuilder } from './grant-graph.ts';
import { createSummarise } from './summaries.ts';

const classifier = createScopeClassifier();
const names = 'openid email documents:read documents:write members:delete full_access x.y'.split(
  ' ',
);
const isHighRisk = (name: string) => classifier.classify(name).class === 'high-risk';

/** Who granted what to one app. */
const grantsOfApp = fc.dictionary(
  fc.integer({ min: 0, max: 20 }).map((n) => `member-${n}`),
  fc.subarray(names),
  { noNullPrototype: true },
);
type Grants = Record<string, string[]>;

/** The app as it is when its answer has been read: scopes in their order, sets of their numbers. */
function liveApp(grants: Grants, number: number): LiveApp {
  const members = Object.keys(grants);
  const used = new Set(Object.values(grants).flat());
  const scopes = classifier.describe(used, null).map(({ name }) => ({ name, members: 0 }));
  const rank = new Map(scopes.map(({ name }, index) => [name, index]));
  const scopeSets = members.map((member) =>
    (grants[member] ?? []).map((name) => rank.get(name) ?? -1).toSorted((a, b) => a - b),
  );
  const packed = packRows({
    ids: { plain: members },
    sets: members.map((_m, row) => row),
    scopeSets,
  });
  const app = {
    connectedAppId: `connected-app-${number}`,
    name: `App ${number}`,
    description: '',
    clientType: 'third_party' as const,
    clientTypeRaw: 'third_party',
    logoUrl: null,
  };
  const columns = { app, members: members.length, unreadable: 0, scopes, packed };
  return { asOf: 1, requestId: null, digest: '', columns };
}

const buildGraph = async (apps: readonly Grants[]) => {
  const builder = createGraphBuilder(classifier, 0);
  for (const [number, grants] of apps.entries()) builder.add(liveApp(grants, number));
  return await builder.finish('', 1);
};

test('a graph comes to what its grants come to, one by one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(grantsOfApp, { maxLength: 6 }), async (apps) => {
      const graph = await buildGraph(apps);
      const summary = await createSummarise(classifier)(graph);
      const all = apps.flatMap((grants) => Object.entries(grants));
      const members = [...new Set(all.map(([member]) => member))];
      expect(summary.grants).toBe(all.length);
      expect(summary.highRiskGrants).toBe(all.filter(([, set]) => set.some(isHighRisk)).length);
      expect(graph.members.size).toBe(members.length);
      for (const member of members) {
        const own = all.filter(([id]) => id === member).map(([, set]) => set);
        const number = graph.members.numberOf(member) ?? -1;
        const union = summary.scopeSets[summary.unions[number] ?? -1] ?? [];
        expect({
          apps: summary.apps[number],
          highRisk: summary.highRisk[number],
          scopes: union.map((scope) => graph.scopes[scope] ?? '').toSorted(),
        }).toEqual({
          apps: own.length,
          highRisk: new Set(own.flat().filter(isHighRisk)).size,
          scopes: [...new Set(own.flat())].toSorted(),
        });
        expect(union).toEqual(union.toSorted((a, b) => a - b));
      }
      expect(new Set(summary.unions).size).toBe(summary.scopeSets.length);
    }),
  );
});

test('its apps and its scopes are counted as their grants are, one by one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(grantsOfApp, { maxLength: 6 }), async (apps) => {
      const graph = await buildGraph(apps);
      const { byApp, byScope } = await createSummarise(classifier)(graph);
      for (const [index, grants] of apps.entries()) {
        const sets = Object.values(grants);
        expect({
          scopes: byApp[index]?.scopes.map((scope) => graph.scopes[scope] ?? '').toSorted(),
          highRiskPeople: byApp[index]?.highRiskPeople,
        }).toEqual({
          scopes: [...new Set(sets.flat())].toSorted(),
          highRiskPeople: sets.filter((set) => set.some(isHighRisk)).length,
        });
      }
      for (const [scope, name] of graph.scopes.entries()) {
        const holders = apps.flatMap((grants) =>
          Object.entries(grants).flatMap(([member, set]) => (set.includes(name) ? [member] : [])),
        );
        expect({ apps: byScope.apps[scope], people: byScope.people[scope] }).toEqual({
          apps: apps.filter((grants) => Object.values(grants).some((set) => set.includes(name)))
            .length,
          people: new Set(holders).size,
        });
      }
    }),
  );
});

test('a graph is summarised once for all who ask', async () => {
  const graph = await buildGraph([{ a: ['openid'] }]);
  const summarise = createSummarise(classifier);
  const both = await Promise.all([summarise(graph), summarise(graph)]);
  expect(both[0]).toBe(both[1]);
  expect(await summarise(graph)).toBe(both[0]);
});
