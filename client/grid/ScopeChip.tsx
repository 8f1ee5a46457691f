import type { Scope, ScopeClass } from '#contract/scopes.ts';
import { SafeText } from '../ui/SafeText.tsx';
import { longestName, nameText } from './names.ts';
import styles from './ScopeChip.module.css';

/** The classes in words. */
export const classNames: Record<ScopeClass, string> = {
  identity: 'Identity',
  read: 'Reads',
  write: 'Writes',
  unclassified: 'Unclassified',
  sensitive: 'Sensitive',
};

/** Longer names may not fit into a chip on every screen. */
const longestChip = 32;

interface ScopeChipProps {
  scope: Pick<Scope, 'name' | 'class'>;
}

/** A scope in the colour of its class; sensitive ones carry a triangle too. */
export function ScopeChip({ scope }: ScopeChipProps) {
  return (
    <span
      className={styles['chip']}
      data-class={scope.class}
      data-scope={scope.name}
      title={scope.name.length > longestChip ? nameText(scope.name) : undefined}
    >
      {scope.class === 'sensitive' ? (
        <span className={styles['triangle']} role="img" aria-label="Sensitive:">
          ▲
        </span>
      ) : null}
      <SafeText most={longestName}>{scope.name}</SafeText>
    </span>
  );
}
