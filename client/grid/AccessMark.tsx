import type { AccessState } from '#contract/access.ts';
import { accessStrokes } from './access-icons.ts';
import { accessWords } from './access-words.ts';
import styles from './AccessMark.module.css';

interface AccessMarkProps {
  state: AccessState;
  /** Whether words beside it say the same, so that it is silent. */
  isLabelled?: boolean;
}

/** Effective access as a sign: it has no colour of its own, since colours mean the class of a scope. */
export function AccessMark({ state, isLabelled = false }: AccessMarkProps) {
  const { label } = accessWords[state];
  const icon = (
    <svg width={14} height={14} viewBox="0 0 24 24" className={styles['icon']} aria-hidden="true">
      <path d={accessStrokes[state]} />
    </svg>
  );
  return isLabelled ? (
    <span className={styles['mark']}>{icon}</span>
  ) : (
    <span className={styles['mark']} role="img" aria-label={label} title={label}>
      {icon}
    </span>
  );
}
