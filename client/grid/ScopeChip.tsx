import type { Scope, ScopeClass } from '#contract/scopes.ts';
import styles from './ScopeChip.module.css';

/** The classes in words. */
export const classNames: Record<ScopeClass, string> = {
  identity: 'Identity',
  read: 'Reads',
  write: 'Writes',
  unclassified: 'Unclassified',
  sensitive: 'Sensitive',
};

interface ScopeChipProps {
  scope: Pick<Scope, 'name' | 'class'>;
}

/** A scope in the colour of its class; sensitive ones carry a triangle too. */
export function ScopeChip({ scope }: ScopeChipProps) {
  return (
    <span className={styles['chip']} data-class={scope.class} data-scope={scope.name}>
      {scope.class === 'sensitive' ? (
        <span className={styles['triangle']} role="img" aria-label="Sensitive:">
          ▲
        </span>
      ) : null}
      <bdi>{scope.name}</bdi>
    </span>
  );
}
