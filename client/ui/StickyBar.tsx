import type { ReactNode } from 'react';
import styles from './StickyBar.module.css';

/** Tells what is beside the bar how high it is, so that heads below it stick to its lower edge. */
function tellHeight(bar: HTMLElement | null) {
  const beside = bar?.parentElement;
  if (bar === null || beside === null || beside === undefined) return undefined;
  const observer = new ResizeObserver(() =>
    beside.style.setProperty('--bar-height', `${bar.offsetHeight}px`),
  );
  observer.observe(bar);
  return () => observer.disconnect();
}

/**
 * Narrows and orders what is below it, and stays in sight where the screen is large enough. What is
 * below it finds its height in px in `--bar-height`.
 */
export function StickyBar({ children }: { children: ReactNode }) {
  return (
    <div ref={tellHeight} className={styles['bar']}>
      {children}
    </div>
  );
}
