import { clientTypeSchema, type ConnectedApp } from '#contract/connected-apps.ts';
import styles from './AppsPage.module.css';
import { clientTypes } from './client-types.ts';
import type { ListState } from './list-state.ts';

/** Narrows the list to client types; each says how many apps it has. */
export function TypeFilter({
  apps,
  state,
  onChange,
}: {
  apps: readonly ConnectedApp[];
  state: ListState;
  onChange: (change: Partial<ListState>) => void;
}) {
  const offered = clientTypeSchema.options
    .map((type) => ({ type, count: apps.filter(({ clientType }) => clientType === type).length }))
    .filter(({ type, count }) => count > 0 || state.types.includes(type));
  return (
    <div className={styles['types']} role="group" aria-label="Client type">
      {offered.map(({ type, count }) => {
        const on = state.types.includes(type);
        return (
          <button
            key={type}
            type="button"
            className={styles['type']}
            aria-pressed={on}
            onClick={() =>
              onChange({
                types: on ? state.types.filter((known) => known !== type) : [...state.types, type],
              })
            }
          >
            {clientTypes[type].label}
            <span className={styles['typeCount']}>{count}</span>
          </button>
        );
      })}
    </div>
  );
}
