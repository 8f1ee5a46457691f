import styles from './Skeleton.module.css';

/** The shape of something that is still coming; sizes in px or CSS lengths. */
export function Skeleton({ width, height = 12 }: { width: number | string; height?: number }) {
  return <span className={styles['skeleton']} style={{ width, height }} aria-hidden="true" />;
}
