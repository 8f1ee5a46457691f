import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import styles from './FloatingNotice.module.css';

let stack: HTMLElement | null = null;

/** Where all that floats stands, so that nothing lies over another; after the page, wherever it is drawn. */
function floatingStack(): HTMLElement {
  if (stack === null) {
    stack = document.createElement('div');
    stack.className = styles['stack'] ?? '';
    document.body.append(stack);
  }
  return stack;
}

interface FloatingNoticeProps {
  tone?: 'neutral' | 'danger';
  /** Null for nothing to say yet: a screen reader announces what comes into a region that is there. */
  children: ReactNode;
}

/** Something to be seen to, over the foot of the window. */
export function FloatingNotice({ tone = 'neutral', children }: FloatingNoticeProps) {
  return createPortal(
    <div role="alert">
      {children === null ? null : (
        <div className={styles['notice']} data-tone={tone}>
          {children}
        </div>
      )}
    </div>,
    floatingStack(),
  );
}

/** Words that ask for nothing, over the foot of the window; none while they are empty. */
export function Toast({ words }: { words: string }) {
  return createPortal(
    <div role="status">{words === '' ? null : <p className={styles['toast']}>{words}</p>}</div>,
    floatingStack(),
  );
}
