import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { Link } from 'react-router';
import type { SupportCase } from '#contract/support-case.ts';
import { serverTime } from '../../api/clock.ts';
import type { RenderFailure } from '../../api/api-error.ts';
import { endOf, supportVisitsQuery } from '../../api/support-visits.ts';
import { paths } from '../../api/paths.ts';
import { longestName } from '../../grid/names.ts';
import { Badge } from '../../ui/Badge.tsx';
import { classes } from '../../ui/classes.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatCountOf, formatDayAndTime, formatMoment, formatTime } from '../../ui/format.ts';
import list from '../../ui/ListTable.module.css';
import { SafeText } from '../../ui/SafeText.tsx';
import { StatusBar } from '../../ui/StatusBar.tsx';
import { useListKeys } from '../../ui/use-list-keys.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { RetryNotice } from '../../ui/RetryNotice.tsx';
import { ListSkeleton } from '../../ui/ListSkeleton.tsx';
import { durationOf, statusOf } from './visits.ts';
import styles from './Visits.module.css';

function Status({ visit, now }: { visit: SupportCase; now: number }) {
  const end = <time title={formatMoment(endOf(visit))}>{formatTime(endOf(visit))}</time>;
  switch (statusOf(visit, now)) {
    case 'live':
      return (
        <Badge tone="accent">
          <span>Live until {end}</span>
        </Badge>
      );
    case 'ended':
      return (
        <Badge>
          <span>Ended {end}</span>
        </Badge>
      );
    case 'expired':
      return (
        <Badge>
          <span>Expired {end}</span>
        </Badge>
      );
  }
}

function Staff({ visit: { id, staff } }: { visit: SupportCase }) {
  return (
    <Link className={list['link']} to={paths.activityOfCase(id)}>
      <VisuallyHidden>Events of the visit by </VisuallyHidden>
      <SafeText empty={staff.memberId} most={longestName}>
        {staff.name}
      </SafeText>
    </Link>
  );
}

function Row({ visit, now }: { visit: SupportCase; now: number }) {
  const { ticket, reason, openedAt } = visit;
  return (
    <tr className={classes(list['row'], styles['row'])}>
      <td className={styles['who']}>
        <Staff visit={visit} />
      </td>
      <td className={styles['status']}>
        <Status visit={visit} now={now} />
      </td>
      <td>
        <span className={list['unit']}>Ticket </span>
        <SafeText most={longestName}>{ticket}</SafeText>
      </td>
      <td className={styles['reason']}>
        <SafeText most={300}>{reason}</SafeText>
      </td>
      <td className={styles['time']}>
        <time title={formatMoment(openedAt)}>{formatDayAndTime(openedAt)}</time>{' '}
        <span className={list['quiet']}>{durationOf(visit, now)}</span>
      </td>
    </tr>
  );
}

function Table({ visits, now }: { visits: readonly SupportCase[]; now: number }) {
  const noSearch = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  useListKeys(noSearch, body);
  return (
    <table className={classes(list['table'], styles['table'])}>
      <thead>
        <tr>
          <th scope="col">Agent</th>
          <th scope="col">Status</th>
          <th scope="col">Ticket</th>
          <th scope="col">Reason</th>
          <th scope="col">Opened</th>
        </tr>
      </thead>
      <tbody ref={body}>
        {visits.map((visit) => (
          <Row key={visit.id} visit={visit} now={now} />
        ))}
      </tbody>
    </table>
  );
}

/** Who of the vendor's support looked into the organization, why, and from when to when. */
export function Visits({ renderFailure }: { renderFailure: RenderFailure }) {
  const { data, error, isFetching, dataUpdatedAt, refetch } = useQuery(supportVisitsQuery);
  const retry = () => void refetch();
  if (data === undefined) {
    return error === null ? <ListSkeleton rows={4} height={60} /> : renderFailure(error, retry);
  }
  const { visits } = data;
  return (
    <div className={styles['visits']}>
      {error === null ? null : (
        <div className={styles['notices']}>
          <RetryNotice title="Recent visits may be missing." error={error} onRetry={retry} />
        </div>
      )}
      {visits.length === 0 ? (
        <EmptyState title="No support visits">
          When our support team accesses your organization, you’ll see who, why and for how long.
          Their access is read-only and ends after a set time.
        </EmptyState>
      ) : (
        <Table visits={visits} now={serverTime(dataUpdatedAt)} />
      )}
      <StatusBar
        asOf={serverTime(dataUpdatedAt)}
        stale={error !== null}
        refreshing={isFetching}
        onRefresh={retry}
      >
        <span role="status">
          {visits.length < 100
            ? formatCountOf(visits.length, 'visit')
            : `The latest ${formatCountOf(visits.length, 'visit')}`}
        </span>
      </StatusBar>
    </div>
  );
}
