import { useQuery } from '@tanstack/react-query';
import { serverTime } from '../../api/clock.ts';
import type { RenderFailure } from '../../api/api-error.ts';
import { useAttended } from '../../api/attended.ts';
import { useViewer } from '../../api/session.ts';
import { isLive, supportVisitsQuery, visitsEveryMs } from '../../api/support-visits.ts';
import { useUrlState } from '../../table/use-url-state.ts';
import { useCrumbs } from '../../ui/crumbs.tsx';
import { formatCount } from '../../ui/format.ts';
import { Page } from '../../ui/Page.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { ActivityEvents } from './ActivityEvents.tsx';
import styles from './ActivityPage.module.css';
import { formatActivityState, parseActivityState } from './activity-state.ts';
import { Visits } from './Visits.tsx';

/** How many visits there were, or how many go on. */
function useVisitsNote(): string {
  const isAttended = useAttended();
  const { support } = useViewer();
  const { data, dataUpdatedAt } = useQuery({
    ...supportVisitsQuery,
    refetchInterval: isAttended && support === null ? visitsEveryMs : false,
  });
  if (data === undefined) return '';
  const live = data.visits.filter((visit) => isLive(visit, serverTime(dataUpdatedAt))).length;
  if (live > 0) return `${formatCount(live)} live`;
  return formatCount(data.visits.length);
}

/** Who did what and who looked at what in the organization, and when support did. */
export function ActivityPage({ renderFailure }: { renderFailure: RenderFailure }) {
  useCrumbs(null, 'Activity');
  const [state, change] = useUrlState(parseActivityState, formatActivityState);
  const { view, ...filters } = state;
  const note = useVisitsNote();
  return (
    <Page
      title="Activity"
      lead="Who signed in, who looked at what, and what was refused. Nothing here can be changed or removed."
    >
      <Tabs
        label="Views of the activity"
        tabs={[
          { key: 'events', label: 'Events', note: '' },
          { key: 'visits', label: 'Support visits', note },
        ]}
        chosen={view}
        onChoose={(next) => change({ view: next }, 'step')}
        panelClassName={styles['panel']}
      >
        {view === 'visits' ? (
          <Visits renderFailure={renderFailure} />
        ) : (
          <ActivityEvents filters={filters} onChange={change} renderFailure={renderFailure} />
        )}
      </Tabs>
    </Page>
  );
}
