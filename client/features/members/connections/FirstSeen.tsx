import { formatWhen, formatMoment } from '../../../ui/format.ts';
import styles from './Connection.module.css';
import type { Connection } from './connections.ts';

/** When Grantscope first saw a grant: not when it was given, which Stytch does not tell. */
export function FirstSeen({ seen }: Pick<Connection, 'seen'>) {
  if (seen === null) return <span className={styles['quiet']}>Not recorded by Grantscope yet</span>;
  return (
    <>
      <span className={styles['narrowOnly']}>First seen by Grantscope </span>
      <time dateTime={new Date(seen.firstSeen).toISOString()} title={formatMoment(seen.firstSeen)}>
        {formatWhen(seen.firstSeen)}
      </time>
      {seen.isFromStart ? (
        <span className={styles['note']}>First check; may have been granted earlier</span>
      ) : null}
    </>
  );
}
