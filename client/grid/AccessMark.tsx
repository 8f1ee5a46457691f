import {
  CircleCheck,
  CircleMinus,
  CircleQuestionMark,
  Contrast,
  Moon,
  type LucideIcon,
} from 'lucide-react';
import type { AccessState } from '#contract/access.ts';
import { accessWords } from './access-words.ts';
import styles from './AccessMark.module.css';

const icons: Record<AccessState, LucideIcon> = {
  dormant: Moon,
  partly: Contrast,
  backed: CircleCheck,
  unchecked: CircleMinus,
  unknown: CircleQuestionMark,
};

interface AccessMarkProps {
  state: AccessState;
  /** Whether words beside it say the same, so that it is silent. */
  isLabelled?: boolean;
}

/** Effective access as a sign: it has no colour of its own, since colours mean the class of a scope. */
export function AccessMark({ state, isLabelled = false }: AccessMarkProps) {
  const Icon = icons[state];
  const { label } = accessWords[state];
  return isLabelled ? (
    <Icon size={14} className={styles['mark']} aria-hidden="true" />
  ) : (
    <span className={styles['mark']} role="img" aria-label={label} title={label}>
      <Icon size={14} aria-hidden="true" />
    </span>
  );
}
