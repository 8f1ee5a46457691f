import type { GraphState } from '#contract/graph.ts';
import type { MissingPart } from '#contract/missing.ts';
import { sizeOf } from '#contract/people.ts';
import type { Graph } from '../api/graph.ts';
import { formatCount, formatCountOf } from '../ui/format.ts';

/** Of what a view of the graph was made, in words. */
export function readWords({ apps, unread }: GraphState): string {
  return `${formatCount(apps)} of ${formatCountOf(apps + unread.length, 'app')} loaded`;
}

/** How many people could be read, in words; empty where all were. */
export function unreadWords({ people }: GraphState): string {
  if (people.unread === 0) return '';
  const size = sizeOf(people);
  return ` · ${formatCount(size - people.unread)} of ${formatCount(size)} names read`;
}

/** Whether nothing is missing from a view that should be there; `mayReadMembers` as the viewer may. */
export function isWhole(
  view: { graph: GraphState; missing: readonly MissingPart[] },
  mayReadMembers: boolean,
): boolean {
  const { unread, unreadable, people } = view.graph;
  return (
    unread.length + unreadable.apps + unreadable.grants === 0 &&
    view.missing.length === 0 &&
    (people.unread === 0 || !mayReadMembers)
  );
}

/** As of when it is true: the newest graph in which nothing has changed says so too. */
export function asOfGraph(shown: GraphState, { ready }: Graph): number {
  return ready?.version === shown.version ? Math.max(ready.asOf, shown.asOf) : shown.asOf;
}
