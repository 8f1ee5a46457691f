import type { Scope } from '#contract/scopes.ts';
import { SafeText } from '../ui/SafeText.tsx';
import { classMarks, classNames } from './class-words.ts';
import { longestName, nameText } from './names.ts';
import styles from './ScopeChip.module.css';

/** Longer names may not fit into a chip on every screen. */
const longestChip = 32;

interface ScopeChipProps {
  scope: Pick<Scope, 'name' | 'class'>;
}

/** A scope in the colour of its class; those of the marked grades carry their mark too. */
export function ScopeChip({ scope }: ScopeChipProps) {
  const mark = classMarks[scope.class];
  return (
    <span
      className={styles['chip']}
      data-class={scope.class}
      data-scope={scope.name}
      title={scope.name.length > longestChip ? nameText(scope.name) : undefined}
    >
      {mark === undefined ? null : (
        <span className={styles['mark']} role="img" aria-label={`${classNames[scope.class]}:`}>
          {mark}
        </span>
      )}
      <SafeText most={longestName}>{scope.name}</SafeText>
    </span>
  );
}
