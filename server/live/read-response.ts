import { packRows, type PackedRows } from '#contract/packed-rows.ts';
import { readAppResponse, requestIdOf } from '../stytch/app-response.ts';
import type { ConnectedApp } from '../stytch/types.ts';
import type { OperatorRules, ScopeClassifier } from '../scopes/classifier.ts';
import { compareScopes } from '../scopes/order.ts';

/** What views need of one app's grants, with the heavy part encoded already. */
export interface GrantColumns {
  app: ConnectedApp;
  members: number;
  /** Members who could not be read, and are in nothing of what follows. */
  unreadable: number;
  /** Distinct scopes, heaviest class first and then by name, with how many members granted each. */
  scopes: { name: string; members: number }[];
  /** Ids and scope sets; scopes are numbered as in `scopes`. */
  packed: PackedRows;
}

/** Distinct scopes in order of their weight. */
function rankScopes(lists: readonly (readonly string[])[], classifier: ScopeClassifier): string[] {
  return [...new Set(lists.flat())]
    .map((name) => ({ name, class: classifier.classify(name).class }))
    .toSorted(compareScopes)
    .map(({ name }) => name);
}

/** The ranks of a list's scopes, ascending. */
function ranksOf(list: readonly string[], rank: ReadonlyMap<string, number>): number[] {
  return list.map((name) => rank.get(name) ?? 0).toSorted((a, b) => a - b);
}

/** Distinct sets of ranks, and for each list the number of its set: lists may differ in order only. */
function numberSets(lists: readonly (readonly string[])[], names: readonly string[]) {
  const rank = new Map(names.map((name, index) => [name, index]));
  const numbers = new Map<string, number>();
  const scopeSets: number[][] = [];
  const setOf = Uint32Array.from(lists, (list) => {
    const ranks = ranksOf(list, rank);
    const key = ranks.join(' ');
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, scopeSets.length);
    return scopeSets.push(ranks) - 1;
  });
  return { scopeSets, setOf };
}

function countMembers(sets: Uint32Array, scopeSets: readonly number[][], scopes: number) {
  const perSet = new Uint32Array(scopeSets.length);
  for (const set of sets) perSet[set] = (perSet[set] ?? 0) + 1;
  const counts = new Uint32Array(scopes);
  scopeSets.forEach((set, number) => {
    for (const scope of set) counts[scope] = (counts[scope] ?? 0) + (perSet[number] ?? 0);
  });
  return counts;
}

/** Null for a response that does not match Stytch's documentation. */
function readGrantColumns(bytes: Buffer, classifier: ScopeClassifier): GrantColumns | null {
  const answer = readAppResponse(bytes);
  if (answer === null) return null;
  const names = rankScopes(answer.lists, classifier);
  const { scopeSets, setOf } = numberSets(answer.lists, names);
  const sets = answer.sets.map((list) => setOf[list] ?? 0);
  const counts = countMembers(sets, scopeSets, names.length);
  return {
    app: answer.app,
    members: sets.length,
    unreadable: answer.unreadable,
    scopes: names.map((name, index) => ({ name, members: counts[index] ?? 0 })),
    packed: packRows({ ids: answer.ids, sets, scopeSets }),
  };
}

/** What reading an answer in another thread takes. */
export interface ReadTask {
  bytes: Uint8Array<ArrayBuffer>;
  /** What the operator says about scopes: the order of scopes depends on it. */
  operator: OperatorRules;
}

/** The columns, or the request id of a response that could not be read. */
export type ResponseRead = GrantColumns | { upstreamRequestId: string | null };

/** Reads Stytch's answer about one app. */
export function readResponse(bytes: Buffer, classifier: ScopeClassifier): ResponseRead {
  return readGrantColumns(bytes, classifier) ?? { upstreamRequestId: requestIdOf(bytes) };
}
