import type { SupportCase } from '#contract/support-case.ts';
import { pathUnder } from '../../api/console.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { formatDayAndTime, formatMoment } from '../../ui/format.ts';
import { firstShown, visibleText } from '../../ui/invisible.ts';
import table from '../../ui/ListTable.module.css';
import { SafeText } from '../../ui/SafeText.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import styles from './Desk.module.css';
import { formatTimeLeft, useNow } from './time-left.ts';

function State({ left, isEnded }: { left: number; isEnded: boolean }) {
  if (left > 0) {
    return (
      <Badge tone="accent" dot="positive">
        <span className={styles['clock']}>{formatTimeLeft(left)}</span> left
      </Badge>
    );
  }
  return <span className={table['quiet']}>{isEnded ? 'Ended' : 'Expired'}</span>;
}

function Which({ name, ticket }: { name: string; ticket: string }) {
  return (
    <>
      <div className={styles['caseName']}>
        <SafeText most={120}>{name}</SafeText>
      </div>
      <div className={styles['ticket']}>
        <SafeText>{ticket}</SafeText>
      </div>
    </>
  );
}

interface RowProps {
  known: SupportCase;
  now: number;
  onAgain: () => void;
}

function Row({ known, now, onAgain }: RowProps) {
  const { organization, ticket, reason, openedAt, expiresAt, endedAt } = known;
  const left = endedAt === null ? Math.max(0, expiresAt - now) : 0;
  const name = firstShown(organization.name) || organization.id;
  return (
    <tr className={table['row']}>
      <th scope="row" className={styles['which']}>
        <Which name={name} ticket={ticket} />
      </th>
      <td className={classes(table['full'], styles['reason'])} title={visibleText(reason)}>
        <SafeText>{reason}</SafeText>
      </td>
      <td className={table['quiet']} title={formatMoment(openedAt)}>
        {formatDayAndTime(openedAt)}
      </td>
      <td className={styles['state']}>
        <State left={left} isEnded={endedAt !== null} />
      </td>
      <td className={styles['act']}>
        {left > 0 ? (
          <a data-stop className={styles['enter']} href={pathUnder(organization.id, '/')}>
            Resume<VisuallyHidden> at {visibleText(name)}</VisuallyHidden>
          </a>
        ) : (
          <Button data-stop size="small" onClick={onAgain}>
            Reopen<VisuallyHidden> at {visibleText(name)}</VisuallyHidden>
          </Button>
        )}
      </td>
    </tr>
  );
}

interface RecentCasesProps {
  /** Newest first; null while they are read. */
  cases: readonly SupportCase[] | null;
  onAgain: (known: SupportCase) => void;
}

/** One's own cases: those that go on, and those that may be opened again for the same reason. */
export function RecentCases({ cases, onAgain }: RecentCasesProps) {
  const now = useNow();
  return (
    <section aria-labelledby="recent-cases" className={styles['recent']}>
      <h2 id="recent-cases" className={styles['heading']}>
        Your recent cases
      </h2>
      {cases === null ? (
        <div className={styles['loading']} aria-busy="true">
          <Skeleton width="60%" height={14} />
        </div>
      ) : cases.length === 0 ? (
        <p className={styles['none']}>Your recent cases show up here.</p>
      ) : (
        <table className={classes(table['table'], styles['table'])}>
          <thead>
            <tr>
              <th scope="col">Organization and ticket</th>
              <th scope="col">Reason</th>
              <th scope="col">Opened</th>
              <th scope="col">State</th>
              <th scope="col">
                <VisuallyHidden>Actions</VisuallyHidden>
              </th>
            </tr>
          </thead>
          <tbody>
            {cases.map((known) => (
              <Row key={known.id} known={known} now={now} onAgain={() => onAgain(known)} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
