import { formatCount } from './format.ts';
import styles from './GraphProgress.module.css';

interface Reading {
  state: 'reading';
  calls: number;
  callsTotal: number | null;
  apps: number;
  appsTotal: number | null;
  membersNamed: number;
  members: number | null;
  /** There while an older graph stands in, over which nothing may move. */
  old?: object | undefined;
}

function wordsOf({ apps, appsTotal, membersNamed, members }: Reading): string {
  if (appsTotal === null) return 'Reading which apps are connected';
  const names =
    members === null ? '' : `, ${formatCount(membersNamed)} of ${formatCount(members)} names`;
  return `Reading ${formatCount(apps)} of ${formatCount(appsTotal)} apps${names}`;
}

/**
 * How far reading all grants has come, in counts; draws nothing while none are read, or where the last
 * ones are shown meanwhile: the status bar says so.
 */
export function GraphProgressBar({ state }: { state: Reading | { state: string } | null }) {
  if (state === null || !('calls' in state) || state.old !== undefined) return null;
  const { calls, callsTotal } = state;
  const done = callsTotal === null ? 0 : Math.min(1, calls / Math.max(1, callsTotal));
  const words = wordsOf(state);
  return (
    <div className={styles['progress']}>
      <div
        role="progressbar"
        aria-label="Reading all grants"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(100 * done)}
        aria-valuetext={words}
        className={styles['track']}
      >
        <span
          className={styles['fill']}
          data-bar=""
          style={{ transform: `scaleX(${Math.max(0.02, done)})` }}
        />
      </div>
      <span className={styles['words']}>{words}</span>
    </div>
  );
}
