import { memo, type ReactNode } from 'react';
import type { ScopeClass } from '#contract/scopes.ts';
import { classMarks } from '../grid/class-words.ts';
import { longestName } from '../grid/names.ts';
import { formatCount } from '../ui/format.ts';
import { SafeText } from '../ui/SafeText.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import styles from './Bars.module.css';

/** One bar: what it counts, how often, and what it says in full. */
interface Bar {
  key: string;
  name: string;
  count: number;
  /** Colours it; null for what has no class. */
  ofClass: ScopeClass | null;
  label: string;
  title: string;
}

interface BarsProps {
  bars: readonly Bar[];
  /** What a full bar stands for. */
  total: number;
  /** Keys. */
  chosen: readonly string[];
  onToggle: (key: string) => void;
}

/** Bars, a press on one of which chooses it. */
export const Bars = memo(function Bars({ bars, total, chosen, onToggle }: BarsProps) {
  return bars.map(({ key, name, count, ofClass, label, title }) => (
    <button
      key={key}
      type="button"
      className={styles['bar']}
      aria-pressed={chosen.includes(key)}
      aria-label={label}
      title={title}
      onClick={() => onToggle(key)}
    >
      <span className={styles['name']}>
        {ofClass === null || classMarks[ofClass] === undefined ? '' : `${classMarks[ofClass]} `}
        <SafeText most={longestName}>{name}</SafeText>
      </span>
      <span className={styles['count']}>{formatCount(count)}</span>
      <span className={styles['track']}>
        <span
          className={styles['fill']}
          data-bar=""
          data-class={ofClass}
          style={{ display: 'block', width: `${(100 * count) / Math.max(1, total)}%` }}
        />
      </span>
    </button>
  ));
});

/** The shape of bars that are still to come. */
export function BarShapes() {
  return Array.from({ length: 6 }, (_, bar) => (
    <span key={bar} className={styles['bar']}>
      <Skeleton width={150 - 12 * bar} />
      <span className={styles['track']} />
    </span>
  ));
}

/** A chart of bars under its title. */
export function BarChart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className={styles['title']}>{title}</h2>
      <div className={styles['bars']}>{children}</div>
    </section>
  );
}
