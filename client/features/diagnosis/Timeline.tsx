import type { Diagnosis } from '#contract/diagnosis.ts';
import type { Scope } from '#contract/scopes.ts';
import { ScopeChip } from '../../grid/ScopeChip.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { changeWords } from './change-words.ts';
import styles from './Evidence.module.css';
import { When } from './When.tsx';

type History = NonNullable<Diagnosis['checks']['history']['evidence']>;

function Chips({
  scopes,
  sign,
  meaning,
}: {
  scopes: readonly Pick<Scope, 'name' | 'class'>[];
  sign: string;
  meaning: string;
}) {
  return scopes.map((scope) => (
    <li key={scope.name} className={styles['changed']}>
      <span aria-hidden="true">{sign}</span>
      <VisuallyHidden>{meaning} </VisuallyHidden>
      <ScopeChip scope={scope} />
    </li>
  ));
}

/** When the grant was first seen, and what has become of it; newest first. */
export function Timeline({ recordedSince, seen, changes, isCut }: History) {
  return (
    <>
      <ol className={styles['timeline']}>
        {changes.map(({ at, kind, came, left }) => (
          <li key={`${at} ${kind}`} className={styles['change']}>
            <When at={at} />
            <div>
              <span className={styles['kind']}>{changeWords[kind].label}</span>
              {came.length + left.length === 0 ? null : (
                <ul className={styles['roles']}>
                  <Chips scopes={came} sign="+" meaning="came:" />
                  <Chips scopes={left} sign="−" meaning="left:" />
                </ul>
              )}
            </div>
          </li>
        ))}
        {seen === null ? null : (
          <li className={styles['change']}>
            <When at={seen.firstSeen} />
            <span className={styles['kind']}>
              First seen
              {seen.isFromStart ? ', at the first check; it may be older' : ''}
            </span>
          </li>
        )}
        {recordedSince === null ? null : (
          <li className={styles['change']}>
            <When at={recordedSince} />
            <span className={styles['quiet']}>This organization’s history starts</span>
          </li>
        )}
      </ol>
      <p className={styles['quiet']}>
        {isCut ? 'Only the latest changes are shown. ' : ''}Each time is that of the check that
        found the change. It happened between that check and the one before.
      </p>
    </>
  );
}
