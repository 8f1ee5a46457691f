import type { GraphState } from '#contract/graph.ts';
import type { MissingPart } from '#contract/missing.ts';
import type { GraphView } from '../api/graph-view.ts';
import { NamesNotice } from './NamesNotice.tsx';
import styles from './Table.module.css';
import type { Grants } from './use-grants.ts';
import { ViewNotices } from './ViewNotices.tsx';

interface GraphNoticesProps {
  /** Null while it is read for the first time. */
  table: { graph: GraphState; missing: readonly MissingPart[] } | null;
  view: GraphView<unknown>;
  grants: Grants;
  /** What the table itself does not know of people whom the server could not read; null for nothing. */
  withoutPeople: string | null;
}

/** What a table of the graph lacks: a newer reading, apps, people, names. */
export function GraphNotices({ table, view, grants, withoutPeople }: GraphNoticesProps) {
  if (table === null) return null;
  return (
    <div className={styles['notices']}>
      {/* Names come by themselves, row by row; the last notice is about those. */}
      <ViewNotices
        {...table}
        view={view}
        // Who may read none is told why by the last notice.
        withoutPeople={grants.progress === null ? null : withoutPeople}
      />
      <NamesNotice grants={grants} />
    </div>
  );
}
