import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { MemberPage as Page } from '#contract/member-page.ts';
import { ApiError, type RenderFailure } from '../../api/api-error.ts';
import { memberQuery } from '../../api/member.ts';
import { paths, usePathPart } from '../../api/paths.ts';
import { useViewer } from '../../api/session.ts';
import type { RenderActivity } from '../../api/render-activity.ts';
import { memberName } from '../../grid/names.ts';
import { useCrumbs } from '../../ui/crumbs.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatCount } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { Connections } from './connections/Connections.tsx';
import { ConnectionsSkeleton } from './connections/ConnectionsSkeleton.tsx';
import { Foot } from './connections/Foot.tsx';
import { MemberHeader } from './connections/MemberHeader.tsx';
import styles from './connections/MemberHeader.module.css';
import { PastGrants } from './connections/PastGrants.tsx';
import { ReadNotices } from './connections/ReadNotices.tsx';
import { StatusNotice } from './connections/StatusNotice.tsx';

const membersCrumb = { label: 'Members', href: paths.members() };

interface MemberViewProps {
  page: Page;
  error: Error | null;
  refreshing: boolean;
  onRetry: () => void;
  renderActivity: RenderActivity;
}

function MemberView(props: MemberViewProps) {
  const { page, error, refreshing, onRetry, renderActivity } = props;
  const [params, setParams] = useSearchParams();
  const tab = params.get('tab') === 'activity' ? 'activity' : 'apps';
  const { can } = useViewer();
  const title = memberName(page.member);
  useCrumbs(membersCrumb, title);
  const isStatusKnown = can.readMembers && !page.missing.includes('member');
  return (
    <div className={styles['page']}>
      <MemberHeader page={page} isStatusKnown={isStatusKnown} />
      <div className={styles['notices']}>
        {isStatusKnown ? <StatusNotice page={page} /> : null}
        <ReadNotices page={page} error={error} onRetry={onRetry} />
        {can.readMembers ? null : (
          <Notice>
            Your roles do not allow <code>search</code> on <code>stytch.member</code>, so the member
            is shown by their id, without status and roles.
          </Notice>
        )}
      </div>
      <Tabs
        label="Views of the member"
        tabs={[
          { key: 'apps', label: 'Apps', note: formatCount(page.apps.length) },
          { key: 'activity', label: 'Activity', note: '' },
        ]}
        chosen={tab}
        onChoose={(next) =>
          setParams(next === 'apps' ? {} : { tab: next }, { preventScrollReset: true })
        }
        panelClassName={styles['panel']}
      >
        {tab === 'activity' ? (
          renderActivity({ kind: 'member', id: page.member.id })
        ) : (
          <>
            {page.apps.length + page.unreadable === 0 ? (
              <EmptyState title="No connected apps">
                <SafeText>{title}</SafeText> has no connected apps
                {page.past.length === 0 ? '' : ' at the moment'}.
              </EmptyState>
            ) : (
              <Connections page={page} isOwn={false} mayOpenApps />
            )}
            <PastGrants past={page.past} memberId={page.member.id} />
            <Foot page={page} stale={error !== null} refreshing={refreshing} onRefresh={onRetry} />
          </>
        )}
      </Tabs>
    </div>
  );
}

interface MemberPageProps {
  renderFailure: RenderFailure;
  renderActivity: RenderActivity;
}

/** One member: who they are, every app that they connected, and what comes of it with their roles. */
export function MemberPage({ renderFailure, renderActivity }: MemberPageProps) {
  const member = usePathPart(2);
  const { data, error, isFetching, refetch } = useQuery(memberQuery(member));
  const retry = () => void refetch();
  const gone = error instanceof ApiError && error.status === 404;
  if (error !== null && (data === undefined || gone)) return renderFailure(error, retry);
  if (data === undefined) return <ConnectionsSkeleton label="Reading the member…" />;
  return (
    <MemberView
      key={member}
      page={data}
      error={error}
      refreshing={isFetching}
      onRetry={retry}
      renderActivity={renderActivity}
    />
  );
}
