import { accessStates } from '#contract/access.ts';
import type { MissingPart } from '#contract/missing.ts';
import { packHead, packRows } from '#contract/packed-rows.ts';
import type { ScopeList, ScopeTableHead } from '#contract/scope-views.ts';
import { AppError } from '../../errors.ts';
import { readAccess, type Access } from '../../views/access.ts';
import type { OrganizationFacts } from '../../live/facts.ts';
import type { GraphNames } from '../../graph/assemble.ts';
import { presentGraph, versionOf } from '../../graph/graph-state.ts';
import type { Graphs, WholeGraph } from '../../graph/graphs.ts';
import { orNull } from '../../live/or-null.ts';
import { presentApp } from '../../views/present-app.ts';
import type { Summaries, Summarise } from '../../graph/summaries.ts';
import { EncodedResponse } from '../../http/encoded-response.ts';
import type { Handlers } from '../../http/handler.ts';
import { withoutRules, type ScopeClassifier } from '../../scopes/classifier.ts';
import { compareWeight } from '../../scopes/order.ts';
import type { ConnectedApp, Member, MemberRole, RbacPolicy } from '../../stytch/types.ts';

type Dormant = ScopeList['scopes'][number]['dormant'];

interface Deps {
  graphs: Graphs;
  summarise: Summarise;
  facts: OrganizationFacts;
  classifier: ScopeClassifier;
}

/** People of whom the same is known and who granted the same scopes. */
interface Alike {
  /** Null where it is not known which roles they have. */
  member: Member | null;
  union: number;
  count: number;
}

/** How many people have the same roles and status and granted the same scopes. */
function groupPeople(names: GraphNames | null, { unions }: Summaries): Alike[] {
  const groups = new Map<readonly MemberRole[] | null, Map<string, Alike>>();
  unions.forEach((union, number) => {
    const member = names?.members[number] ?? null;
    const roles = member?.roles ?? null;
    const alike = groups.get(roles) ?? new Map<string, Alike>();
    groups.set(roles, alike);
    const key = `${union} ${member?.status}`;
    const group = alike.get(key) ?? { member, union, count: 0 };
    group.count += 1;
    alike.set(key, group);
  });
  return [...groups.values()].flatMap((alike) => [...alike.values()]);
}

/**
 * For each scope the people whose roles back none of it, and those of whom that is not known; null
 * where roles do not decide. Without the policy it is known of nobody.
 */
function countDormant(
  { grants, names }: WholeGraph,
  summaries: Summaries,
  access: Access | null,
): Dormant[] {
  const dormant = grants.scopes.map((scope): Dormant =>
    access === null || access.permissionsOf(scope).reason === null
      ? { people: 0, unknown: 0 }
      : null,
  );
  for (const { member, union, count } of groupPeople(names, summaries)) {
    for (const scope of summaries.scopeSets[union] ?? []) {
      const counts = dormant[scope] ?? null;
      if (counts === null) continue;
      const state = access?.of(member, grants.scopes[scope] ?? '') ?? 'unknown';
      if (state === 'dormant') counts.people += count;
      if (state === 'unknown') counts.unknown += count;
    }
  }
  return dormant;
}

/** What the views of scopes lack without the policy or without roles. */
function missingOf(policy: RbacPolicy | null, access: Access | null): MissingPart[] {
  const missing: MissingPart[] = [];
  if (policy === null) missing.push('scope-descriptions');
  if (access === null) missing.push('roles');
  return missing;
}

function presentScopes(
  graph: WholeGraph,
  summaries: Summaries,
  classifier: ScopeClassifier,
  policy: RbacPolicy | null,
  access: Access | null,
): ScopeList['scopes'] {
  const { byScope } = summaries;
  const dormant = countDormant(graph, summaries, access);
  const rank = new Map(graph.grants.scopes.map((name, index) => [name, index]));
  return classifier
    .describe(graph.grants.scopes, policy)
    .map((scope) => {
      const index = rank.get(scope.name) ?? -1;
      return {
        ...scope,
        apps: byScope.apps[index] ?? 0,
        people: byScope.people[index] ?? 0,
        dormant: dormant[index] ?? null,
      };
    })
    .toSorted((a, b) => compareWeight(a, b) || b.people - a.people);
}

/** Every grant that holds the scope, in columns; members and sets by their numbers in the graph. */
function findHolders({ grants, names }: WholeGraph, scope: number, access: Access | null) {
  const holds = grants.scopeSets.map((set) => set.includes(scope));
  const name = grants.scopes[scope] ?? '';
  const apps: ConnectedApp[] = [];
  const rows: { members: number[]; sets: number[]; appOf: number[]; states: number[] } = {
    members: [],
    sets: [],
    appOf: [],
    states: [],
  };
  for (const app of grants.apps) {
    let isNew = true;
    app.members.forEach((member, row) => {
      const set = app.sets[row] ?? 0;
      if (holds[set] !== true) return;
      if (isNew) apps.push(app.app);
      isNew = false;
      rows.members.push(member);
      rows.sets.push(set);
      rows.appOf.push(apps.length - 1);
      const state = access === null ? 'unknown' : access.of(names?.members[member], name);
      rows.states.push(accessStates.indexOf(state));
    });
  }
  return { apps, ...rows };
}

/** Only the sets that rows have, and for each row the number among them. */
function compactSets(sets: readonly number[], all: readonly (readonly number[])[]) {
  const used = [...new Set(sets)];
  const numbers = new Map(used.map((set, number) => [set, number]));
  return {
    sets: sets.map((set) => numbers.get(set) ?? 0),
    scopeSets: used.map((set) => all[set] ?? []),
  };
}

/** Makes the handlers of scopes: those in use, and who holds one of them through which app. */
export function createScopeHandlers(deps: Deps): Pick<Handlers, 'scopes' | 'scope'> {
  const { graphs, summarise, facts, classifier } = deps;
  return {
    async scopes({ viewer, signal }) {
      const [graph, { policy, access }] = await Promise.all([
        graphs.read(viewer, { newerThan: null, signal, mayBeOld: true }),
        readAccess(facts, viewer.organizationId),
      ]);
      const summaries = await summarise(graph.grants);
      return {
        graph: presentGraph(graph),
        missing: missingOf(policy, access),
        scopes: presentScopes(graph, summaries, classifier, policy, access),
      };
    },

    async scope({ viewer, params, signal }) {
      const [graph, { policy, access }, organization] = await Promise.all([
        graphs.read(viewer, { newerThan: null, signal, mayBeOld: true }),
        readAccess(facts, viewer.organizationId),
        orNull(facts.organization(viewer.organizationId)),
      ]);
      const { grants } = graph;
      const scope = grants.scopes.indexOf(params['scope'] ?? '');
      const name = grants.scopes[scope];
      if (name === undefined) throw new AppError('not-found');
      const [described] = classifier.describe([name], policy);
      if (described === undefined) throw new Error('a scope without a description');
      const { apps, members, sets, appOf, states } = findHolders(graph, scope, access);
      const { layout, bytes } = packRows({
        ids: grants.members.idsOf(members),
        ...compactSets(sets, grants.scopeSets),
        extras: [appOf, states],
      });
      const missing = missingOf(policy, access);
      const head: ScopeTableHead = {
        graph: presentGraph(graph),
        missing: organization === null ? [...missing, 'policy'] : missing,
        scope: described,
        ...(access?.permissionsOf(name) ?? { permissions: [], reason: null }),
        scopes: withoutRules(classifier.describe(grants.scopes, policy)),
        apps: apps.map((app) => presentApp(app, organization)),
        layout,
      };
      const start = packHead(head);
      return EncodedResponse.of(grants.asOf, [versionOf(graph), start], [start, bytes]);
    },
  };
}
