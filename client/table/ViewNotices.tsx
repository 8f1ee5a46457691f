import type { GraphState } from '#contract/graph.ts';
import type { MissingPart } from '#contract/missing.ts';
import type { GraphView } from '../api/graph-view.ts';
import { useViewer } from '../api/session.ts';
import { Button } from '../ui/Button.tsx';
import { formatTime, formatCountOf } from '../ui/format.ts';
import { GraphNotice } from '../ui/GraphNotice.tsx';
import { Notice } from '../ui/Notice.tsx';
import { RetryNotice } from '../ui/RetryNotice.tsx';
import { MissingNotice } from './MissingNotice.tsx';

interface ViewNoticesProps {
  graph: GraphState;
  view: GraphView<unknown>;
  missing: readonly MissingPart[];
  /** What is not known of people who could not be read; null where the page needs nothing of them. */
  withoutPeople: string | null;
}

interface UnreadPeopleProps {
  count: number;
  isNotKnown: string;
  retry: () => void;
}

/** Why some figures are not known: people were not read, or may not be. */
function UnreadPeople({ count, isNotKnown, retry }: UnreadPeopleProps) {
  const { can } = useViewer();
  if (count === 0) return null;
  if (!can.readMembers) {
    return (
      <Notice>
        Your roles do not allow <code>search</code> on <code>stytch.member</code>, so {isNotKnown}.
      </Notice>
    );
  }
  return (
    <Notice
      tone="warning"
      title={`${formatCountOf(count, 'name')} could not be read.`}
      action={
        <Button size="small" onClick={retry}>
          Refresh
        </Button>
      }
    >
      Until they are, {isNotKnown}.
    </Notice>
  );
}

/** What a view of the graph lacks: a newer reading, apps, people, and what is beside the grants. */
export function ViewNotices({ graph, view, missing, withoutPeople }: ViewNoticesProps) {
  return (
    <>
      <RetryNotice
        title={`Showing data from ${formatTime(graph.asOf)}.`}
        error={view.error}
        onRetry={view.retry}
      />
      <GraphNotice graph={graph} retry={view.graph.refresh} />
      {withoutPeople === null ? null : (
        <UnreadPeople
          count={graph.people.unread}
          isNotKnown={withoutPeople}
          retry={view.graph.refresh}
        />
      )}
      <MissingNotice missing={missing} onRetry={view.graph.refresh} />
    </>
  );
}
