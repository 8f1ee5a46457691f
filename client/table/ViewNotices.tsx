import type { GraphState } from '#contract/graph.ts';
import type { GraphView } from '../api/graph-view.ts';
import { Button } from '../ui/Button.tsx';
import { formatClock } from '../ui/format.ts';
import { GraphNotice } from '../ui/GraphNotice.tsx';
import { Notice } from '../ui/Notice.tsx';

interface ViewNoticesProps {
  graph: GraphState;
  view: GraphView<unknown>;
}

/** What a view of the graph lacks, names left aside: a newer reading, and apps. */
export function ViewNotices({ graph, view }: ViewNoticesProps) {
  return (
    <>
      {view.error === null ? null : (
        <Notice
          tone="warning"
          title={`Showing what was read at ${formatClock(graph.asOf)}.`}
          action={
            <Button size="small" onClick={view.retry}>
              Try again
            </Button>
          }
        >
          {view.error.message}
        </Notice>
      )}
      <GraphNotice graph={{ ...graph, unnamed: 0 }} retry={view.graph.refresh} />
    </>
  );
}
