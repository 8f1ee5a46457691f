import { Mark } from '../ui/Mark.tsx';
import styles from './Loading.module.css';
import { useIsLoading } from './loading.ts';

/** Stands where there is no page yet, once that takes longer than a blink. */
export function Loading() {
  return (
    <div className={styles['whole']}>
      <Mark size={26} />
      <p role="status">Loading…</p>
    </div>
  );
}

/** Moves above the page that stands while the next one loads. */
export function LoadingBar() {
  return useIsLoading() ? (
    <div className={styles['bar']} role="progressbar" aria-label="Loading the page" />
  ) : null;
}
