import {
  CircleAlert,
  CircleCheck,
  CircleMinus,
  CircleQuestionMark,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import type { CheckState } from '#contract/diagnosis.ts';
import styles from './CheckMark.module.css';

const icons: Record<CheckState, LucideIcon> = {
  cause: TriangleAlert,
  look: CircleAlert,
  fine: CircleCheck,
  unknown: CircleQuestionMark,
  none: CircleMinus,
};

/** The state of a check as a sign; words beside it say the same. */
export function CheckMark({ state, size = 16 }: { state: CheckState; size?: number }) {
  const Icon = icons[state];
  return <Icon size={size} className={styles['mark']} data-state={state} aria-hidden="true" />;
}
