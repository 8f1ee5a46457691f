import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { SupportCase } from '#contract/support-case.ts';
import { useAttended } from '../../api/attended.ts';
import { serverTime } from '../../api/clock.ts';
import { useViewer } from '../../api/session.ts';
import { endOf, supportVisitsQuery, visitsEveryMs } from '../../api/support-visits.ts';
import { paths } from '../../api/paths.ts';
import { formatCount, formatDayAndTime, formatTime } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { recentVisits } from './recent-visits.ts';
import styles from './SupportNotice.module.css';

const visitsLink = (
  <Link className={styles['link']} to="/activity?tab=support">
    Support visits
  </Link>
);

function Live({ visit }: { visit: SupportCase }) {
  const { id, staff, ticket, reason } = visit;
  return (
    <Notice
      title="Support is looking into your organization."
      action={
        <span className={styles['links']}>
          <Link className={styles['link']} to={paths.activityOfCase(id)}>
            What they looked at
          </Link>
          {visitsLink}
        </span>
      }
    >
      <SafeText empty={staff.memberId}>{staff.name}</SafeText>, until {formatTime(endOf(visit))}.
      Ticket <SafeText>{ticket}</SafeText>.
      <div className={styles['reason']}>
        <SafeText>{reason}</SafeText>
      </div>
    </Notice>
  );
}

function Ended({ visits }: { visits: readonly SupportCase[] }) {
  const [last] = visits;
  if (last === undefined) return null;
  const often = visits.length === 1 ? 'once' : `${formatCount(visits.length)} times`;
  return (
    <p className={styles['ended']}>
      Support accessed your organization {often} in the last 7 days, most recently on{' '}
      {formatDayAndTime(endOf(last))}. {visitsLink}
    </p>
  );
}

/** That the vendor's support looks into the organization, or did: nobody should have to ask. */
export function SupportNotice() {
  const { support } = useViewer();
  const isAttended = useAttended();
  const { data, dataUpdatedAt } = useQuery({
    ...supportVisitsQuery,
    // Whoever looks under a case knows.
    enabled: support === null,
    refetchInterval: isAttended ? visitsEveryMs : false,
  });
  if (data === undefined || support !== null) return null;
  const { live, ended } = recentVisits(data.visits, serverTime(dataUpdatedAt));
  return (
    <>
      {live.map((visit) => (
        <Live key={visit.id} visit={visit} />
      ))}
      <Ended visits={ended} />
    </>
  );
}
