import type { GrantedScope } from '#contract/access.ts';
import { AccessMark } from '../../../grid/AccessMark.tsx';
import { ScopeChip } from '../../../grid/ScopeChip.tsx';
import styles from './Connection.module.css';

interface GrantedChipProps {
  scope: GrantedScope;
  /** Whether it is what was searched for. */
  isMatch?: boolean;
  /** Whether the sign is left out: it is the admins' matter. */
  isOwn?: boolean;
}

/** A granted scope; where the member's roles do not back all of it, it bears a sign. */
export function GrantedChip({ scope, isMatch = false, isOwn = false }: GrantedChipProps) {
  const { state } = scope.access;
  const isMarked = !isOwn && (state === 'dormant' || state === 'partly');
  return (
    <span className={styles['granted']} data-match={isMatch} data-marked={isMarked}>
      <ScopeChip scope={scope} />
      {isMarked ? <AccessMark state={state} /> : null}
    </span>
  );
}
