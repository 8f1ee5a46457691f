import type { GraphState } from '#contract/graph.ts';
import type { GraphView } from '../api/graph-view.ts';
import { formatClock } from '../ui/format.ts';
import { GraphNotice } from '../ui/GraphNotice.tsx';
import { RetryNotice } from '../ui/RetryNotice.tsx';

interface ViewNoticesProps {
  graph: GraphState;
  view: GraphView<unknown>;
}

/** What a view of the graph lacks, names left aside: a newer reading, and apps. */
export function ViewNotices({ graph, view }: ViewNoticesProps) {
  return (
    <>
      <RetryNotice
        title={`Showing what was read at ${formatClock(graph.asOf)}.`}
        error={view.error}
        onRetry={view.retry}
      />
      <GraphNotice graph={{ ...graph, unnamed: 0 }} retry={view.graph.refresh} />
    </>
  );
}
