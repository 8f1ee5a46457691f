import type { Diagnosis } from '#contract/diagnosis.ts';
import { ScopeChip } from '../../grid/ScopeChip.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import styles from './Evidence.module.css';

type Granted = NonNullable<Diagnosis['checks']['scopes']['evidence']>;

/** Scopes, each with its class and what it allows. */
export function ScopeList({ of, scopes, areDescribed }: Granted) {
  if (scopes.length === 0) return <p className={styles['quiet']}>No scopes.</p>;
  const unknown = areDescribed ? 'No description.' : 'Its description couldn’t be read.';
  return (
    <>
      {of === 'record' ? (
        <p className={styles['quiet']}>
          These scopes were last recorded by Grantscope. The grant is gone.
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
