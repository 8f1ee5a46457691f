import { RotateCw } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { IconButton } from './Button.tsx';
import { formatTime, formatMoment } from './format.ts';
import styles from './StatusBar.module.css';

interface StatusBarProps {
  /** Epoch ms as of which the page is true; null while it is read for the first time. */
  asOf: number | null;
  /** Whether a later read has failed, so that this is not the newest. */
  stale: boolean;
  /** Whether something could not be read, so that this is not all. */
  partial?: boolean;
  refreshing: boolean;
  onRefresh: () => void;
  /** What the page took to read. */
  children: ReactNode;
  /** At the end of the line. */
  end?: ReactNode;
}

const oldAfterMs = 5 * 60_000;

/** Whether what is shown has stood for minutes: by how long it has, since clocks may differ. */
function useIsOld(asOf: number | null): boolean {
  const [oldSince, setOldSince] = useState<number | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setOldSince(asOf), oldAfterMs);
    return () => clearTimeout(timer);
  }, [asOf]);
  return asOf !== null && oldSince === asOf;
}

/** As of when the page is true and what it took, at its foot. */
export function StatusBar(props: StatusBarProps) {
  const { asOf, stale, partial = false, refreshing, onRefresh, children, end } = props;
  const isMarked = useIsOld(asOf) || stale || partial;
  return (
    <footer className={styles['bar']}>
      {asOf === null ? (
        <span className={styles['live']}>Reading…</span>
      ) : (
        <span className={styles['live']} data-stale={isMarked} title={formatMoment(asOf)}>
          As of {formatTime(asOf)}
        </span>
      )}
      <IconButton label="Refresh" className={styles['refresh']} onClick={onRefresh}>
        <RotateCw size={13} aria-hidden="true" data-busy={refreshing} />
      </IconButton>
      <span className={styles['text']}>
        {refreshing && asOf !== null ? 'refreshing · ' : ''}
        {children}
      </span>
      {end === undefined ? null : <span className={styles['end']}>{end}</span>}
    </footer>
  );
}
