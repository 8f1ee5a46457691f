import { useId, type KeyboardEvent, type ReactNode } from 'react';
import styles from './Tabs.module.css';

/** One view of a page. */
interface Tab<K extends string> {
  key: K;
  label: string;
  /** Beside the label. */
  note: string;
}

interface TabsProps<K extends string> {
  label: string;
  tabs: readonly Tab<K>[];
  chosen: K;
  onChoose: (key: K) => void;
  /** Between the tabs and the panel. */
  between?: ReactNode;
  panelClassName?: string | undefined;
  /** The panel of the chosen tab. */
  children: ReactNode;
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** Where a key leads among some tabs, round the ends; null for a key that leads nowhere. */
function target(key: string, at: number, count: number): number | null {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = steps[key];
  return step === undefined ? null : (at + step + count) % count;
}

/** Views of one page, one at a time: arrows choose (https://www.w3.org/WAI/ARIA/apg/patterns/tabs/). */
export function Tabs<K extends string>(props: TabsProps<K>) {
  const { label, tabs, chosen, onChoose, between, panelClassName, children } = props;
  const id = useId();
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const at = tabs.findIndex(({ key }) => key === chosen);
    const next = tabs[target(event.key, at, tabs.length) ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next.key);
    document.getElementById(`${id}-${next.key}`)?.focus();
  };
  return (
    <>
      <div role="tablist" className={styles['tabs']} aria-label={label}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`${id}-${tab.key}`}
            className={styles['tab']}
            aria-selected={tab.key === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={tab.key === chosen ? 0 : -1}
            onClick={() => onChoose(tab.key)}
            onKeyDown={press}
          >
            {tab.label} <span className={styles['note']}>{tab.note}</span>
          </button>
        ))}
      </div>
      {between}
      <div
        role="tabpanel"
        id={`${id}-panel`}
        className={panelClassName}
        aria-labelledby={`${id}-${chosen}`}
      >
        {children}
      </div>
    </>
  );
}
