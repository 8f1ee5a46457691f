import { ChevronDown, ChevronRight } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import type { ActivityEvent } from '#contract/audit.ts';
import { formatMoment, formatTime } from '../../ui/format.ts';
import { visibleText } from '../../ui/invisible.ts';
import { usePrinting } from '../../ui/use-printing.ts';
import { foldWords, worstOutcome } from './case-folds.ts';
import styles from './EventList.module.css';
import { OutcomeMark } from './OutcomeMark.tsx';
import { Actor } from './Sentence.tsx';
import { actorText, type Subjects } from './use-subjects.ts';
import { Why } from './Why.tsx';

interface CaseFoldProps {
  /** Newest first. */
  events: readonly [ActivityEvent, ...ActivityEvent[]];
  subjects: Subjects;
  /** Whether there may be more of the case in what is not loaded. */
  isPartial: boolean;
  isOpen: boolean;
  onToggle: () => void;
  /** The events, drawn where it is open. */
  children: ReactNode;
}

/** All that support did under one case on one day, in a line that opens to its events. */
export function CaseFold(props: CaseFoldProps) {
  const { events, subjects, isPartial, isOpen, onToggle, children } = props;
  const id = useId();
  const isPrinting = usePrinting();
  const [newest] = events;
  const first = events.at(-1) ?? newest;
  const visit = subjects.caseOf(newest.caseId);
  const words = foldWords(events, isPartial);
  const isShown = isOpen || isPrinting;
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <li>
      <div className={styles['row']} data-support="true">
        <time
          className={styles['time']}
          dateTime={new Date(newest.at).toISOString()}
          title={formatMoment(newest.at)}
        >
          {formatTime(newest.at)}
        </time>
        <div className={styles['what']}>
          <Actor event={newest} subjects={subjects} />
          {`: ${words}`}
          {visit === undefined ? null : <Why visit={visit} since={first.at} />}
        </div>
        <div className={styles['outcome']}>
          <OutcomeMark outcome={worstOutcome(events)} />
        </div>
        <div className={styles['address']} />
        <button
          type="button"
          className={styles['open']}
          aria-expanded={isShown}
          aria-controls={isShown ? id : undefined}
          aria-label={visibleText(
            `${actorText(newest, subjects)}: ${words}, ${formatTime(newest.at)}`,
          )}
          data-list-stop=""
          onClick={onToggle}
        >
          <Chevron size={14} aria-hidden="true" />
        </button>
      </div>
      {isShown ? (
        <ol id={id} className={styles['folded']}>
          {children}
        </ol>
      ) : null}
    </li>
  );
}
