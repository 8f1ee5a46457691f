import { useQuery } from '@tanstack/react-query';
import type { MemberPage } from '#contract/member-page.ts';
import type { RenderFailure } from '../../api/api-error.ts';
import { useViewer } from '../../api/session.ts';
import { useCrumbs } from '../../ui/crumbs.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Connections } from './connections/Connections.tsx';
import { ConnectionsSkeleton } from './connections/ConnectionsSkeleton.tsx';
import { Foot } from './connections/Foot.tsx';
import { OwnHeader } from './connections/MemberHeader.tsx';
import styles from './connections/MemberHeader.module.css';
import { PastGrants } from './connections/PastGrants.tsx';
import { myAppsQuery } from './connections/queries.ts';
import { ReadNotices } from './connections/ReadNotices.tsx';

interface MyAppsProps {
  page: MemberPage;
  error: Error | null;
  refreshing: boolean;
  onRetry: () => void;
}

function MyApps({ page, error, refreshing, onRetry }: MyAppsProps) {
  const { can, organization } = useViewer();
  return (
    <div className={styles['page']}>
      <OwnHeader page={page} organization={organization.name} />
      <div className={styles['notices']}>
        <ReadNotices page={page} error={error} onRetry={onRetry} />
      </div>
      {page.apps.length + page.unreadable === 0 ? (
        <EmptyState title="No connected apps">
          Apps you connect will show up here with what they can do.
        </EmptyState>
      ) : (
        <Connections page={page} isOwn mayOpenApps={can.readConnectedApps} />
      )}
      <PastGrants past={page.past} memberId={null} />
      <Foot page={page} stale={error !== null} refreshing={refreshing} onRefresh={onRetry} />
    </div>
  );
}

/** What the viewer let apps do in their own name; every member may see that of themselves. */
export function MyAppsPage({ renderFailure }: { renderFailure: RenderFailure }) {
  useCrumbs(null, 'My apps');
  const { data, error, isFetching, refetch } = useQuery(myAppsQuery);
  const retry = () => void refetch();
  if (data === undefined) {
    return error === null ? (
      <ConnectionsSkeleton label="Reading your apps…" />
    ) : (
      renderFailure(error, retry)
    );
  }
  return <MyApps page={data} error={error} refreshing={isFetching} onRetry={retry} />;
}
