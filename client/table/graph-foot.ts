import type { GraphState } from '#contract/graph.ts';
import type { Graph } from '../api/graph.ts';
import { formatCount } from '../ui/format.ts';

/** Of what a table of the graph was made, in words. */
export function readWords({ unread }: GraphState): string {
  return unread.length === 0 ? 'All apps read' : `All but ${formatCount(unread.length)} apps read`;
}

/** As of when it is true: the newest graph in which nothing has changed says so too. */
export function asOfGraph(shown: GraphState, { ready }: Graph): number {
  return ready?.version === shown.version ? Math.max(ready.asOf, shown.asOf) : shown.asOf;
}
