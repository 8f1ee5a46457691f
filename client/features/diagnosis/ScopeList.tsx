import type { Diagnosis } from '#contract/diagnosis.ts';
import { ScopeChip } from '../../grid/ScopeChip.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import styles from './Evidence.module.css';

type Granted = NonNullable<Diagnosis['checks']['scopes']['evidence']>;

/** Scopes, each with its class and what it allows. */
export function ScopeList({ of, scopes, areDescribed }: Granted) {
  if (scopes.length === 0) return <p className={styles['quiet']}>No scope at all.</p>;
  const unknown = areDescribed
    ? 'Nobody has described this scope.'
    : 'Its description could not be read.';
  return (
    <>
      {of === 'record' ? (
        <p className={styles['quiet']}>
          These are the scopes that Grantscope last recorded; the grant is not there now.
        </p>
      ) : null}
      <ul className={styles['scopes']}>
        {scopes.map((scope) => (
          <li key={scope.name} className={styles['scope']}>
            <span className={styles['chip']}>
              <ScopeChip scope={scope} />
            </span>
            <span>
              <SafeText empty={unknown}>{scope.description ?? ''}</SafeText>{' '}
              <span className={styles['quiet']}>{scope.why}</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
