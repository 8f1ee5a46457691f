import type { GraphState } from '#contract/graph.ts';
import type { GraphView } from '../api/graph-view.ts';
import { NamesNotice } from './NamesNotice.tsx';
import styles from './Table.module.css';
import type { Grants } from './use-grants.ts';
import { ViewNotices } from './ViewNotices.tsx';

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
      {/* Names come by themselves, row by row; the next notice is about those. */}
      <ViewNotices graph={graph} view={view} />
      <NamesNotice grants={grants} />
    </div>
  );
}
