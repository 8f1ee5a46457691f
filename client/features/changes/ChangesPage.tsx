import { X } from 'lucide-react';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { Changes } from '#contract/changes.ts';
import type { RenderFailure } from '../../api/api-error.ts';
import { useViewer } from '../../api/session.ts';
import { Button } from '../../ui/Button.tsx';
import { useCrumbs } from '../../ui/crumbs.tsx';
import { formatCountOf, formatDay, formatDayAndTime } from '../../ui/format.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { GraphNotice } from '../../ui/GraphNotice.tsx';
import { GraphProgressBar } from '../../ui/GraphProgress.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { firstShown } from '../../ui/invisible.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { StatusBar } from '../../ui/StatusBar.tsx';
import { ToggleGroup } from '../../ui/ToggleGroup.tsx';
import { RetryNotice } from '../../ui/RetryNotice.tsx';
import { ListSkeleton } from '../../ui/ListSkeleton.tsx';
import { ChangesBody } from './ChangesBody.tsx';
import { formatChangesState, parseChangesState, type ChangesState } from './changes-state.ts';
import styles from './ChangesPage.module.css';
import { countAll, countOf, kinds, kindsByWeight } from './kinds.ts';
import { longestName } from '../../grid/names.ts';
import { dayOf, type Period } from '../../table/period.ts';
import { PeriodBar } from '../../table/PeriodBar.tsx';
import { useChanges } from './use-changes.ts';
import { useNames, type Names } from '../../table/use-names.ts';

type Change = (change: Partial<ChangesState>) => void;

function useChangesState(): [ChangesState, Change] {
  const [params, setParams] = useSearchParams();
  const state = parseChangesState(params);
  return [
    state,
    (changes) =>
      setParams(formatChangesState({ ...state, ...changes }), {
        replace: true,
        preventScrollReset: true,
      }),
  ];
}

function leadOf(period: Period, { recordedSince, totals }: Changes): string {
  const count = countAll(totals);
  const many = count === 0 ? 'No changes' : formatCountOf(count, 'change');
  const [from, to] = [formatDay(period.from + 1), formatDay(period.to)];
  const seen = from === to ? `${many} on ${to}.` : `${many} from ${from} to ${to}.`;
  return recordedSince === null
    ? seen
    : `${seen} History starts on ${formatDayAndTime(recordedSince)}.`;
}

interface FacetsProps {
  state: ChangesState;
  onChange: Change;
  names: Names;
  first: Changes;
}

/** What narrows the list besides its time, and how to let go of it. */
function Facets({ state, onChange, names, first }: FacetsProps) {
  const ofApp = first.totals.filter(({ app }) => state.app === null || app.id === state.app);
  const member = state.member === null ? undefined : names.of(state.member);
  const chosen = [
    { key: 'app', id: state.app, name: ofApp[0]?.app.name },
    { key: 'member', id: state.member, name: member?.name },
  ];
  return (
    <div className={styles['facets']}>
      <ToggleGroup
        label="What happened"
        size="small"
        options={kindsByWeight.map((value) => ({
          value,
          label: kinds[value].label,
          count: countOf(value, ofApp),
        }))}
        chosen={state.kinds}
        onChange={(next) => onChange({ kinds: next })}
      />
      {chosen.map(({ key, id, name }) =>
        id === null ? null : (
          <Button key={key} size="small" onClick={() => onChange({ [key]: null })}>
            <span className={styles['chosen']}>
              Only <SafeText most={longestName}>{firstShown(name ?? '') || id}</SafeText>
            </span>
            <X size={13} aria-label="Show all" />
          </Button>
        ),
      )}
    </div>
  );
}

interface NoticesProps {
  changes: ReturnType<typeof useChanges>;
  names: Names;
}

function Notices({ changes, names }: NoticesProps) {
  const { overview, query } = changes;
  // Both may fail of the same; one of them is told.
  const error = query.error ?? overview.error;
  const retry = () => (query.error === null ? overview.retry() : void query.refetch());
  return (
    <>
      <RetryNotice title="Later changes may be missing." error={error} onRetry={retry} />
      {names.failure === null ? null : (
        <Notice tone="warning" title="Some members are shown by their ids.">
          {names.failure}
        </Notice>
      )}
      {overview.data === undefined ? null : (
        <GraphNotice graph={overview.data.graph} retry={overview.graph.refresh} />
      )}
      <GraphProgressBar state={overview.graph.state} />
    </>
  );
}

const noPages: readonly Changes[] = [];

/** What changed between two days, as far as Grantscope has seen it. */
export function ChangesPage({ renderFailure }: { renderFailure: RenderFailure }) {
  useCrumbs(null, 'Changes');
  const { can } = useViewer();
  const [state, change] = useChangesState();
  const changes = useChanges(state);
  const { overview, now, since, period, query } = changes;
  const pages = query.data?.pages ?? noPages;
  const ids = useMemo(
    () => pages.flatMap((page) => page.changes.flatMap(({ member }) => member ?? [])),
    [pages],
  );
  const names = useNames(ids, can.readMembers);
  const [first] = pages;
  const shown = useMemo(() => pages.reduce((sum, page) => sum + page.changes.length, 0), [pages]);
  if (first === undefined && query.error !== null) {
    return renderFailure(query.error, () => void query.refetch());
  }
  // Nobody knows of a visit before this one: it is the first, or the record cannot be read.
  const isFirstVisit = period === null && overview.data !== undefined;
  return (
    <Page
      title="Changes"
      lead={
        isFirstVisit ? null : period === null || first === undefined ? (
          <Skeleton width={320} />
        ) : (
          leadOf(period, first)
        )
      }
      toolbar={
        <>
          <PeriodBar
            choice={state.period}
            period={period}
            since={since}
            today={dayOf(now)}
            onChange={(next) => change({ period: next })}
          />
          {first === undefined ? null : (
            <Facets state={state} onChange={change} names={names} first={first} />
          )}
        </>
      }
      notices={<Notices changes={changes} names={names} />}
      foot={
        <StatusBar
          asOf={overview.graph.ready?.asOf ?? null}
          stale={overview.error !== null || query.error !== null}
          refreshing={overview.refreshing || query.isFetching}
          onRefresh={overview.graph.refresh}
        >
          <span role="status">
            {formatCountOf(shown, 'change')} shown{query.hasNextPage ? ', there are more' : ''}
          </span>
        </StatusBar>
      }
    >
      {isFirstVisit ? (
        overview.data?.news === null ? (
          <EmptyState title="We can’t read the history right now">
            Try again in a moment, or pick a date range.
          </EmptyState>
        ) : (
          <EmptyState title="This is your first visit">Pick a date range instead.</EmptyState>
        )
      ) : first === undefined ? (
        <ListSkeleton rows={10} height={40} />
      ) : (
        <ChangesBody
          state={state}
          onChange={change}
          pages={pages}
          first={first}
          names={names}
          overview={overview.data}
          isOld={query.isPlaceholderData}
          more={{
            isThere: query.hasNextPage,
            isReading: query.isFetchingNextPage,
            read: () => void query.fetchNextPage(),
          }}
        />
      )}
    </Page>
  );
}
