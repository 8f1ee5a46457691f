import type { ReactNode } from 'react';
import styles from './Notice.module.css';

interface NoticeProps {
  tone?: 'neutral' | 'warning' | 'danger';
  title?: string;
  children: ReactNode;
  action?: ReactNode;
}

/** A message about what is around it, announced when it appears. */
export function Notice({ tone = 'neutral', title, children, action }: NoticeProps) {
  return (
    <div
      className={styles['notice']}
      data-tone={tone}
      role={tone === 'danger' ? 'alert' : 'status'}
    >
      <div className={styles['text']}>
        {title === undefined ? null : <strong className={styles['title']}>{title}</strong>}
        {children}
      </div>
      {action}
    </div>
  );
}
