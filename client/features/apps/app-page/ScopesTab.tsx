import { useMemo } from 'react';
import { classNames } from '../../../grid/class-words.ts';
import { ScopeChip } from '../../../grid/ScopeChip.tsx';
import type { GrantStore } from '../../../grid/store.ts';
import { reachOf } from '../../../table/ReachChart.tsx';
import { formatCountOf } from '../../../ui/format.ts';
import { SafeText } from '../../../ui/SafeText.tsx';
import styles from './ScopesTab.module.css';

interface ScopesTabProps {
  store: GrantStore;
  onShowMembers: (scope: string) => void;
}

/** Every scope that the app was granted: what it lets the app do, why it counts as it does, and to how many. */
export function ScopesTab({ store, onShowMembers }: ScopesTabProps) {
  const reach = useMemo(() => reachOf(store), [store]);
  return (
    <div className={styles['wrap']}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">Scope</th>
            <th scope="col">Class</th>
            <th scope="col">What it allows</th>
            <th scope="col">Granted by</th>
          </tr>
        </thead>
        <tbody>
          {reach.map(({ scope, people }) => (
            <tr key={scope.name}>
              <td>
                <ScopeChip scope={scope} />
              </td>
              <td>{classNames[scope.class]}</td>
              <td>
                <SafeText empty="No description">{scope.description ?? ''}</SafeText>
                <div className={styles['why']}>{scope.why}</div>
              </td>
              <td>
                <button
                  type="button"
                  className={styles['link']}
                  onClick={() => onShowMembers(scope.name)}
                >
                  {formatCountOf(people, 'person', 'people')}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
