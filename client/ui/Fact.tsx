import type { ReactNode } from 'react';
import styles from './Fact.module.css';
import { figureOf, type Figure } from './figure.ts';
import { FigureText } from './FigureText.tsx';

interface FactProps {
  /** A number is exact. */
  figure: number | Figure;
  of?: number | null;
  label: string;
  onPick?: () => void;
}

/** One figure that answers a question, perhaps of how many; a press may lead to what it counts. */
export function Fact({ figure, of = null, label, onPick }: FactProps) {
  const content = (
    <>
      <span className={styles['figure']}>
        <FigureText
          figure={typeof figure === 'number' ? figureOf(figure, 'exact') : figure}
          of={of}
          small={styles['of']}
        />
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
