import type { ReactNode } from 'react';
import styles from './Badge.module.css';
import { classes } from './classes.ts';

interface BadgeProps {
  tone?: 'neutral' | 'soft' | 'accent' | 'warning' | 'danger';
  /** A small mark before the words: round for good, square for a warning. */
  dot?: 'positive' | 'warning';
  title?: string;
  children: ReactNode;
}

/** A short word about something, beside it. */
export function Badge({ tone = 'neutral', dot, title, children }: BadgeProps) {
  return (
    <span className={classes(styles['badge'], styles[tone])} title={title}>
      {dot === undefined ? null : (
        <span className={styles['dot']} data-tone={dot} data-swatch="" aria-hidden="true" />
      )}
      {children}
    </span>
  );
}
