import { Ban, Check, TriangleAlert } from 'lucide-react';
import type { AuditOutcome } from '#contract/audit.ts';
import { outcomeLabels } from './kinds.ts';
import styles from './OutcomeMark.module.css';

const icons = { allowed: Check, refused: Ban, failed: TriangleAlert } as const;

/** How it ended, as a sign and a word. */
export function OutcomeMark({ outcome }: { outcome: AuditOutcome }) {
  const Icon = icons[outcome];
  return (
    <span className={styles['outcome']} data-outcome={outcome}>
      <Icon size={13} aria-hidden="true" /> {outcomeLabels[outcome]}
    </span>
  );
}
