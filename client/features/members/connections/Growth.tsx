import { Minus, Plus } from 'lucide-react';
import { ScopeChip } from '../../../grid/ScopeChip.tsx';
import { formatCountOf, formatWhen, formatMoment } from '../../../ui/format.ts';
import { SafeText } from '../../../ui/SafeText.tsx';
import styles from './Connection.module.css';
import { changeSinceSeen, type Connection, type ScopeChange } from './connections.ts';

function wordsOf({ added, dropped }: ScopeChange): string {
  if (dropped.length === 0) return `Grown by ${formatCountOf(added.length, 'scope')}`;
  if (added.length === 0) return `Shrunk by ${formatCountOf(dropped.length, 'scope')}`;
  return `Grown by ${added.length} and shrunk by ${formatCountOf(dropped.length, 'scope')}`;
}

/** Scopes that have come and gone since Grantscope first saw the grant; nothing where none have. */
export function Growth({ connection }: { connection: Connection }) {
  const change = changeSinceSeen(connection);
  const { seen } = connection;
  if (change === null || seen === null) return null;
  return (
    <div className={styles['growth']}>
      <p>
        {wordsOf(change)} since first seen by Grantscope, as of{' '}
        <time
          dateTime={new Date(seen.scopesSince).toISOString()}
          title={formatMoment(seen.scopesSince)}
        >
          {formatWhen(seen.scopesSince)}
        </time>
      </p>
      <ul className={styles['chips']}>
        {change.added.map((scope) => (
          <li key={scope.name}>
            <ins className={styles['added']}>
              <Plus size={12} role="img" aria-label="Added:" />
              <ScopeChip scope={scope} />
            </ins>
          </li>
        ))}
        {change.dropped.map((name) => (
          <li key={name}>
            <del className={styles['dropped']}>
              <Minus size={12} role="img" aria-label="No longer granted:" />
              <SafeText>{name}</SafeText>
            </del>
          </li>
        ))}
      </ul>
    </div>
  );
}
