import type { GrantedScope } from '#contract/access.ts';
import { fold } from '../../../grid/fold.ts';
import { usePrinting } from '../../../ui/use-printing.ts';
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx';
import styles from './Connection.module.css';
import { GrantedChip } from './GrantedChip.tsx';

const maxChips = 10;

interface GrantedScopesProps {
  scopes: readonly GrantedScope[];
  terms: readonly string[];
  /** Shows all of them. */
  onMore: () => void;
}

function matches({ name, description }: GrantedScope, terms: readonly string[]): boolean {
  if (terms.length === 0) return false;
  const text = fold(`${name}\n${description ?? ''}`);
  return terms.some((term) => text.includes(term));
}

/** Scopes as chips, heaviest first, and those that were searched for; what roles do not back bears a sign. */
export function GrantedScopes({ scopes, terms, onMore }: GrantedScopesProps) {
  const isPrinting = usePrinting();
  const marked = scopes.map((scope) => ({ scope, isMatch: matches(scope, terms) }));
  const shown = marked.filter(({ isMatch }, index) => isPrinting || index < maxChips || isMatch);
  const rest = scopes.length - shown.length;
  return (
    <ul className={styles['chips']}>
      {shown.map(({ scope, isMatch }) => (
        <li key={scope.name}>
          <GrantedChip scope={scope} isMatch={isMatch} />
        </li>
      ))}
      {rest === 0 ? null : (
        <li>
          <button type="button" className={styles['more']} onClick={onMore}>
            +{rest}
            <VisuallyHidden> more {rest === 1 ? 'scope' : 'scopes'}</VisuallyHidden>
          </button>
        </li>
      )}
    </ul>
  );
}
