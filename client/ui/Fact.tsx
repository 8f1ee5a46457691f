import type { ReactNode } from 'react';
import styles from './Fact.module.css';
import { formatCount } from './format.ts';

interface FactProps {
  figure: number;
  of?: number | null;
  label: string;
  onPick?: () => void;
}

/** One figure that answers a question, perhaps of how many; a press may lead to what it counts. */
export function Fact({ figure, of = null, label, onPick }: FactProps) {
  const content = (
    <>
      <span className={styles['figure']}>
        {formatCount(figure)}
        {of === null ? null : <span className={styles['of']}> of {formatCount(of)}</span>}
      </span>{' '}
      <span className={styles['factLabel']}>{label}</span>
    </>
  );
  if (onPick === undefined) return <div className={styles['fact']}>{content}</div>;
  return (
    <button type="button" className={styles['fact']} onClick={onPick}>
      {content}
    </button>
  );
}

/** Facts in a line. */
export function Facts({ children }: { children: ReactNode }) {
  return <div className={styles['facts']}>{children}</div>;
}
