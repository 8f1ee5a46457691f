import type { ReactNode } from 'react';
import styles from './Page.module.css';
import { StickyBar } from './StickyBar.tsx';

interface PageProps {
  title: string;
  /** The page's answer in one line. */
  lead: ReactNode;
  /** Narrows what is below it, and stays in sight. */
  toolbar?: ReactNode;
  /** What is to be known before the content is read. */
  notices?: ReactNode;
  foot?: ReactNode;
  /** Whether this is only the shape of the page. */
  busy?: boolean;
  children: ReactNode;
}

/** A page: its answer first, then what narrows it, then what it lists. */
export function Page({ title, lead, toolbar, notices, foot, busy = false, children }: PageProps) {
  return (
    <div className={styles['page']} aria-busy={busy}>
      <div className={styles['head']}>
        <h1 className={styles['title']}>{title}</h1>
        <div className={styles['lead']}>{lead}</div>
      </div>
      {toolbar === undefined ? null : <StickyBar>{toolbar}</StickyBar>}
      <div className={styles['notices']}>{notices}</div>
      {children}
      {foot}
    </div>
  );
}
