import { accessStates, type GrantedScope } from '#contract/access.ts';
import { AccessMark } from '../../../grid/AccessMark.tsx';
import { accessWords } from '../../../grid/access-words.ts';
import { formatCount } from '../../../ui/format.ts';
import styles from './Connection.module.css';
import { countAccess } from './connections.ts';

/** What the granted scopes come to with the member's roles, the least access first. */
export function AccessSummary({ scopes }: { scopes: readonly GrantedScope[] }) {
  const counts = countAccess(scopes);
  return (
    <ul className={styles['access']}>
      {accessStates
        .filter((state) => counts[state] > 0)
        .map((state) => (
          <li key={state} data-state={state}>
            <AccessMark state={state} isLabelled />
            <span>
              {formatCount(counts[state])} {accessWords[state].counted}
            </span>
          </li>
        ))}
    </ul>
  );
}
