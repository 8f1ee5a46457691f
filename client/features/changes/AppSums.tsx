import { useMemo, useState, type SyntheticEvent } from 'react';
import type { AppChanges } from '#contract/overview.ts';
import { AppName } from '../../grid/AppName.tsx';
import { sharedNames } from '../../grid/shared-names.ts';
import { Button } from '../../ui/Button.tsx';
import { formatCount, formatCountOf } from '../../ui/format.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import styles from './AppSums.module.css';
import { sumsOf, type AppSum } from './kinds.ts';

interface AppSumsProps {
  totals: readonly AppChanges[];
  /** Id of the only app that is shown; null for all. */
  chosen: string | null;
  onChoose: (app: string | null) => void;
}

const maxShown = 12;

function Count({ sign, count, words }: { sign: string; count: number; words: string }) {
  if (count === 0) return null;
  return (
    <span className={styles['count']} data-sign={sign}>
      <span aria-hidden="true">{sign}</span>
      {formatCount(count)}
      <VisuallyHidden> {words}</VisuallyHidden>
    </span>
  );
}

interface SumProps {
  sum: AppSum;
  shared: ReadonlySet<string>;
  on: boolean;
  onClick: () => void;
}

function Sum({ sum, shared, on, onClick }: SumProps) {
  const { added, removed, grown, all } = sum;
  const other = all - added - removed - grown;
  return (
    <li>
      <button type="button" className={styles['sum']} aria-pressed={on} onClick={onClick}>
        <span className={styles['name']}>
          <AppName app={sum} shared={shared} />
        </span>{' '}
        <Count sign="↗" count={grown} words="grants with more access" />
        <Count sign="+" count={added} words="connected" />
        <Count sign="−" count={removed} words="disconnected" />
        <Count sign="·" count={other} words="other changes" />
      </button>
    </li>
  );
}

/** What happened to each app in the time that is looked at; a click shows only that app. */
export function AppSums({ totals, chosen, onChoose }: AppSumsProps) {
  // Beside the list it takes no room from it; above it, on a small screen, it does.
  const [isOpen, setOpen] = useState(() => matchMedia('(min-width: 1208px)').matches);
  const follow = (event: SyntheticEvent<HTMLDetailsElement>) => setOpen(event.currentTarget.open);
  const [whole, setWhole] = useState(false);
  const sums = useMemo(() => sumsOf(totals), [totals]);
  const shared = useMemo(() => sharedNames(sums), [sums]);
  const shown = whole ? sums : sums.slice(0, maxShown);
  return (
    <details className={styles['sums']} open={isOpen} onToggle={follow}>
      <summary className={styles['title']}>By app</summary>
      <ul className={styles['list']}>
        {shown.map((sum) => (
          <Sum
            key={`${sum.id} ${sum.name}`}
            sum={sum}
            shared={shared}
            on={sum.id === chosen}
            onClick={() => onChoose(sum.id === chosen ? null : sum.id)}
          />
        ))}
      </ul>
      {shown.length < sums.length ? (
        <Button variant="quiet" size="small" onClick={() => setWhole(true)}>
          All {formatCountOf(sums.length, 'app')}
        </Button>
      ) : null}
      <p className={styles['key']} aria-hidden="true">
        ↗ access expanded, + connected, − disconnected, · other
      </p>
    </details>
  );
}
