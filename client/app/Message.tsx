import { useEffect, type ReactNode } from 'react';
import styles from './Message.module.css';

interface MessageProps {
  title: string;
  children: ReactNode;
  actions?: ReactNode;
  /** What to quote when asking for help. */
  reference?: ReactNode;
}

/** A page that only says something. */
export function Message({ title, children, actions, reference = null }: MessageProps) {
  useEffect(() => {
    document.title = `${title} · Grantscope`;
  }, [title]);
  return (
    <div className={styles['message']}>
      <h1 className={styles['title']}>{title}</h1>
      <div className={styles['text']}>{children}</div>
      {actions === undefined ? null : <div className={styles['actions']}>{actions}</div>}
      {reference === null ? null : <div className={styles['small']}>{reference}</div>}
    </div>
  );
}
