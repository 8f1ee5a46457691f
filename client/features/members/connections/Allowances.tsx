import type { GrantedScope } from '#contract/access.ts';
import { AccessMark } from '../../../grid/AccessMark.tsx';
import { ScopeChip } from '../../../grid/ScopeChip.tsx';
import { SafeText } from '../../../ui/SafeText.tsx';
import styles from './Connection.module.css';
import { nameOf } from './connections.ts';

const mostLines = 4;

interface AllowancesProps {
  app: { name: string };
  scopes: readonly GrantedScope[];
  /** Shows all of them. */
  onMore: () => void;
}

/** The same as chips say, in sentences for the person who granted it. */
export function Allowances({ app, scopes, onMore }: AllowancesProps) {
  const shown = scopes.slice(0, scopes.length > mostLines + 1 ? mostLines : scopes.length);
  const rest = scopes.length - shown.length;
  return (
    <>
      <p className={styles['you']}>
        You let <SafeText>{nameOf(app)}</SafeText>
      </p>
      <ul className={styles['allowances']}>
        {shown.map((scope) => (
          <li key={scope.name} className={styles['allowance']}>
            <span className={styles['what']}>
              {scope.description ?? 'do something that nobody has described:'}
            </span>
            <span className={styles['granted']}>
              <ScopeChip scope={scope} />
              {scope.access.state === 'dormant' || scope.access.state === 'partly' ? (
                <AccessMark state={scope.access.state} />
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      {rest === 0 ? null : (
        <button type="button" className={styles['more']} onClick={onMore}>
          and {rest} more
        </button>
      )}
    </>
  );
}
