import type { SupportCase } from '#contract/support-case.ts';
import { longestName } from '../../grid/names.ts';
import { formatTime } from '../../ui/format.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import styles from './EventList.module.css';

/** In characters; the details have all of it. */
const longestReason = 300;

interface WhyProps {
  visit: SupportCase;
  /** Epoch ms; of several events the time of the first. */
  since?: number;
}

/** Why support looked. */
export function Why({ visit, since }: WhyProps) {
  return (
    <div className={styles['why']}>
      {since === undefined ? null : `Since ${formatTime(since)} · `}
      Ticket <SafeText most={longestName}>{visit.ticket}</SafeText> ·{' '}
      <SafeText most={longestReason}>{visit.reason}</SafeText>
    </div>
  );
}
