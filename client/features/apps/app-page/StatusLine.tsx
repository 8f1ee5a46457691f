import { formatClock, formatCount, formatMoment } from '../../../ui/format.ts';
import { Kbd } from '../../../ui/Kbd.tsx';
import styles from './AppPage.module.css';
import type { NamesProgress } from './names.ts';

interface StatusLineProps {
  asOf: number;
  /** Whether a later read has failed, so that this is not the newest. */
  stale: boolean;
  refreshing: boolean;
  size: number;
  namesRead: number;
  /** Null where the viewer may not read names. */
  progress: NamesProgress | null;
}

function namesWords({ size, namesRead, progress }: StatusLineProps): string {
  if (progress === null) return 'names not shown to you';
  if (progress.state === 'done') return `${formatCount(size)} of ${formatCount(size)} names read`;
  const failed = progress.failed > 0 ? `, ${formatCount(progress.failed)} not readable` : '';
  return `${formatCount(namesRead)} of ${formatCount(size)} names read${failed}`;
}

/** As of when the page is true, what it took, and the keys that work here. */
export function StatusLine(props: StatusLineProps) {
  const { asOf, stale, refreshing } = props;
  return (
    <footer className={styles['status']}>
      <span className={styles['live']} data-stale={stale} title={formatMoment(asOf)}>
        {refreshing ? 'Reading again…' : `As of ${formatClock(asOf)}`}
      </span>
      <span className={styles['statusText']}>1 live read of the app · {namesWords(props)}</span>
      <span className={styles['spring']} />
      <span className={styles['keys']}>
        <span>
          <Kbd>/</Kbd> search
        </span>
        <span>
          <Kbd>j</Kbd> <Kbd>k</Kbd> move
        </span>
        <span>
          <Kbd>x</Kbd> select
        </span>
        <span>
          <Kbd>?</Kbd> keys
        </span>
      </span>
    </footer>
  );
}
