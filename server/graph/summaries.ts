import { setImmediate } from 'node:timers/promises';
import type { ScopeClassifier } from '../scopes/classifier.ts';
import { createSetNumbers, type AppGrants, type GrantGraph } from './grant-graph.ts';

/** What a graph comes to for each of its members, by number, and for each of its apps. */
export interface Summaries {
  /** How many apps a member connected. */
  apps: Uint32Array;
  /** How many high-risk scopes they granted, each counted once however many apps hold it. */
  highRisk: Uint32Array;
  /** The scopes that they granted to any app: numbers of `scopeSets`. */
  unions: Uint32Array;
  scopeSets: readonly (readonly number[])[];
  grants: number;
  /** Grants that hold a high-risk scope. */
  highRiskGrants: number;
  /** For each app of the graph, in its order. */
  byApp: readonly { scopes: readonly number[]; highRiskPeople: number }[];
  /** For each scope of the graph: apps that hold it, and people who granted it to any of them. */
  byScope: { apps: Uint32Array; people: Uint32Array };
}

/** Rows after which the clock is looked at, and ms after which others may run. */
const rowsAStep = 1000;
const stepMs = 8;

/** Lets others run when it is asked some milliseconds after they last could. */
function createPause() {
  let runsSince = performance.now();
  return async () => {
    if (performance.now() - runsSince < stepMs) return;
    await setImmediate();
    runsSince = performance.now();
  };
}

/** What two ascending sets hold together, ascending. */
function mergeSets(a: readonly number[], b: readonly number[]): number[] {
  const both: number[] = [];
  let [inA, inB] = [0, 0];
  while (inA < a.length || inB < b.length) {
    const [fromA, fromB] = [a[inA] ?? Infinity, b[inB] ?? Infinity];
    both.push(Math.min(fromA, fromB));
    if (fromA <= fromB) inA += 1;
    if (fromB <= fromA) inB += 1;
  }
  return both;
}

/** Unions of sets, each pair formed once. */
function createUnions(scopeSets: readonly (readonly number[])[]) {
  const numbering = createSetNumbers();
  const known = new Map<number, number>();
  const none = numbering.numberOf([]);
  return {
    none,
    sets: numbering.sets,
    /** The number of what a union and one of the graph's sets hold together. */
    add(union: number, set: number): number {
      const pair = set * 2 ** 26 + union;
      const before = known.get(pair);
      if (before !== undefined) return before;
      const both = mergeSets(numbering.sets[union] ?? [], scopeSets[set] ?? []);
      const number = numbering.numberOf(both);
      known.set(pair, number);
      return number;
    },
  };
}

function summariseApp(
  { sets }: AppGrants,
  scopeSets: readonly (readonly number[])[],
  weights: Uint32Array,
) {
  const used = new Set<number>();
  let highRiskPeople = 0;
  for (const set of sets) {
    used.add(set);
    if ((weights[set] ?? 0) > 0) highRiskPeople += 1;
  }
  const scopes = new Set<number>();
  for (const number of used) for (const scope of scopeSets[number] ?? []) scopes.add(scope);
  return { scopes: [...scopes].toSorted((a, b) => a - b), highRiskPeople };
}

function countScopes(
  scopes: number,
  byApp: Summaries['byApp'],
  unions: Uint32Array,
  scopeSets: readonly (readonly number[])[],
): Summaries['byScope'] {
  const apps = new Uint32Array(scopes);
  for (const app of byApp) for (const scope of app.scopes) apps[scope] = (apps[scope] ?? 0) + 1;
  const perUnion = new Uint32Array(scopeSets.length);
  for (const union of unions) perUnion[union] = (perUnion[union] ?? 0) + 1;
  const people = new Uint32Array(scopes);
  scopeSets.forEach((set, union) => {
    for (const scope of set) people[scope] = (people[scope] ?? 0) + (perUnion[union] ?? 0);
  });
  return { apps, people };
}

/** Only the sets that members have in the end, renumbered: most were formed on the way to them. */
function keepUsed(unions: Uint32Array, sets: readonly (readonly number[])[]) {
  const numbers = new Map<number, number>();
  const renumbered = unions.map((union) => {
    const number = numbers.get(union) ?? numbers.size;
    numbers.set(union, number);
    return number;
  });
  return {
    unions: renumbered,
    scopeSets: Array.from(numbers.keys(), (union) => sets[union] ?? []),
  };
}

async function summariseNow(graph: GrantGraph, classifier: ScopeClassifier): Promise<Summaries> {
  const { scopes, scopeSets, members } = graph;
  const isHighRisk = scopes.map((name) => classifier.classify(name).class === 'high-risk');
  const weigh = (set: readonly number[]) => set.filter((at) => isHighRisk[at]).length;
  const weights = Uint32Array.from(scopeSets, weigh);
  const apps = new Uint32Array(members.size);
  const formed = new Uint32Array(members.size);
  const joined = createUnions(scopeSets);
  formed.fill(joined.none);
  let done = 0;
  const pause = createPause();
  for (const app of graph.apps) {
    for (let row = 0; row < app.members.length; row += 1) {
      const member = app.members[row] ?? 0;
      const set = app.sets[row] ?? 0;
      apps[member] = (apps[member] ?? 0) + 1;
      formed[member] = joined.add(formed[member] ?? joined.none, set);
      done += 1;
      if (done % rowsAStep === 0) await pause();
    }
  }
  const byApp: Summaries['byApp'][number][] = [];
  for (const app of graph.apps) {
    byApp.push(summariseApp(app, scopeSets, weights));
    await pause();
  }
  const highRiskGrants = byApp.reduce((sum, app) => sum + app.highRiskPeople, 0);
  const used = keepUsed(formed, joined.sets);
  const usedWeights = used.scopeSets.map(weigh);
  const byScope = countScopes(scopes.length, byApp, used.unions, used.scopeSets);
  return {
    apps,
    highRisk: used.unions.map((union) => usedWeights[union] ?? 0),
    ...used,
    grants: done,
    highRiskGrants,
    byApp,
    byScope,
  };
}

/** Summarises graphs, each once. */
export type Summarise = (graph: GrantGraph) => Promise<Summaries>;

/** Forgets a graph's summaries together with the graph. */
export function createSummarise(classifier: ScopeClassifier): Summarise {
  const known = new WeakMap<GrantGraph, Promise<Summaries>>();
  return async (graph) => {
    const running = known.get(graph) ?? summariseNow(graph, classifier);
    known.set(graph, running);
    return await running;
  };
}
