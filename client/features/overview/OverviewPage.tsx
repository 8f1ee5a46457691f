import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { Overview } from '#contract/overview.ts';
import type { RenderFailure } from '../../api/api-error.ts';
import type { GraphView } from '../../api/graph-view.ts';
import { useOverview } from '../../api/overview.ts';
import { useViewer } from '../../api/session.ts';
import { supportVisitsQuery } from '../../api/support-visits.ts';
import { asOfGraph, isWhole, readWords, unreadWords } from '../../table/graph-foot.ts';
import { ViewNotices } from '../../table/ViewNotices.tsx';
import { classes } from '../../ui/classes.ts';
import { useCrumbs } from '../../ui/crumbs.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { GraphProgressBar } from '../../ui/GraphProgress.tsx';
import { Page } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { StatusBar } from '../../ui/StatusBar.tsx';
import { AppsChart, ScopesChart } from './Charts.tsx';
import { leadOf } from './figures.ts';
import { Figures } from './Figures.tsx';
import { News } from './News.tsx';
import styles from './OverviewPage.module.css';
import { SupportNotice } from './SupportNotice.tsx';
import { formatOverviewState, parseOverviewState, type OverviewState } from './overview-state.ts';

function useOverviewState(): [OverviewState, (change: Partial<OverviewState>) => void] {
  const [params, setParams] = useSearchParams();
  const state = parseOverviewState(params);
  const change = (changes: Partial<OverviewState>) => {
    setParams(formatOverviewState({ ...state, ...changes }), {
      replace: true,
      preventScrollReset: true,
    });
  };
  return [state, change];
}

function OverviewSkeleton({ view }: { view: GraphView<Overview> }) {
  return (
    <Page
      title="Overview"
      lead={<Skeleton width={320} />}
      notices={
        <>
          <SupportNotice />
          <GraphProgressBar state={view.graph.state} />
        </>
      }
      busy
    >
      <div className={styles['content']}>
        <div className={styles['figures']}>
          {[70, 110, 80, 90, 60].map((width) => (
            <div key={width} className={styles['figure']}>
              <div className={classes(styles['cell'], styles['shapes'])}>
                <Skeleton width={width} height={24} />
                <Skeleton width={100} />
                <Skeleton width={140} />
              </div>
            </div>
          ))}
        </div>
        <div className={styles['news']}>
          <Skeleton width={260} height={16} />
        </div>
        <div className={styles['charts']}>
          {['apps', 'scopes'].map((chart) => (
            <div key={chart} className={styles['shape']}>
              {Array.from({ length: 10 }, (_, bar) => (
                <Skeleton key={bar} width={`${90 - 8 * bar}%`} height={10} />
              ))}
            </div>
          ))}
        </div>
      </div>
    </Page>
  );
}

interface ShownProps {
  overview: Overview;
  view: GraphView<Overview>;
}

function Shown({ overview, view }: ShownProps) {
  const [state, change] = useOverviewState();
  const { apps, graph, missing, news } = overview;
  const { can } = useViewer();
  return (
    <Page
      title="Overview"
      lead={leadOf(overview)}
      notices={
        <>
          <SupportNotice />
          <ViewNotices
            graph={graph}
            view={view}
            missing={missing}
            withoutPeople="it isn’t known who is still a member or has left"
          />
          <GraphProgressBar state={view.graph.state} />
        </>
      }
      foot={
        <StatusBar
          asOf={asOfGraph(graph, view.graph)}
          stale={view.error !== null}
          partial={!isWhole(overview, can.readMembers)}
          refreshing={view.refreshing}
          onRefresh={view.graph.refresh}
        >
          {readWords(graph) + unreadWords(graph)}
        </StatusBar>
      }
    >
      {apps.length + graph.unread.length === 0 ? (
        <EmptyState title="No connected apps">
          Apps will show up here once someone connects one.
        </EmptyState>
      ) : (
        <div className={styles['content']}>
          <Figures overview={overview} />
          <News news={news} />
          <div className={styles['charts']}>
            <AppsChart overview={overview} state={state} onChange={change} />
            <ScopesChart overview={overview} state={state} onChange={change} />
          </div>
        </div>
      )}
    </Page>
  );
}

/** What an admin wants to know first: how much is connected, how grave it is, and what is new. */
export function OverviewPage({ renderFailure }: { renderFailure: RenderFailure }) {
  useCrumbs(null, 'Overview');
  const view = useOverview();
  // Asked for together with the figures, so that the notice is there when they are.
  useQuery({ ...supportVisitsQuery, enabled: useViewer().support === null });
  const { data, error, retry } = view;
  if (data !== undefined) return <Shown overview={data} view={view} />;
  return error === null ? <OverviewSkeleton view={view} /> : renderFailure(error, retry);
}
