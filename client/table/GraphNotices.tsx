import type { GraphState } from '#contract/graph.ts';
import type { GraphView } from '../api/graph-view.ts';
import { Button } from '../ui/Button.tsx';
import { formatClock } from '../ui/format.ts';
import { GraphNotice } from '../ui/GraphNotice.tsx';
import { Notice } from '../ui/Notice.tsx';
import { NamesNotice } from './NamesNotice.tsx';
import styles from './Table.module.css';
import type { Grants } from './use-grants.ts';

interface GraphNoticesProps {
  /** Null while it is read for the first time. */
  graph: GraphState | null;
  view: GraphView<unknown>;
  grants: Grants;
}

/** What a table of the graph lacks: a newer reading, apps, names. */
export function GraphNotices({ graph, view, grants }: GraphNoticesProps) {
  if (graph === null) return null;
  return (
    <div className={styles['notices']}>
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
      {/* Names come by themselves, row by row; the next notice is about those. */}
      <GraphNotice graph={{ ...graph, unnamed: 0 }} retry={view.graph.refresh} />
      <NamesNotice grants={grants} />
    </div>
  );
}
