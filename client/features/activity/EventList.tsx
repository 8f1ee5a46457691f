import { ChevronRight } from 'lucide-react';
import { memo, useMemo, type RefObject } from 'react';
import type { ActivityEvent } from '#contract/audit.ts';
import { longestName } from '../../grid/names.ts';
import { dayOf } from '../../table/period.ts';
import { formatTime, formatDay, formatMoment } from '../../ui/format.ts';
import { visibleText } from '../../ui/invisible.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import styles from './EventList.module.css';
import { OutcomeMark } from './OutcomeMark.tsx';
import { Sentence } from './Sentence.tsx';
import { actorText, targetText, type Subjects } from './use-subjects.ts';
import { sentenceOf, textOf } from './words.ts';

/** In characters; the details have all of it. */
const longestReason = 300;

interface RowProps {
  event: ActivityEvent;
  subjects: Subjects;
  onOpen: (event: ActivityEvent) => void;
}

const Row = memo(function Row({ event, subjects, onOpen }: RowProps) {
  const { at, actor, address, outcome } = event;
  const bySupport = actor?.kind === 'support';
  const visit = bySupport ? subjects.caseOf(event.caseId) : undefined;
  const words = textOf(sentenceOf(event), {
    actor: actorText(event, subjects),
    target: targetText(event.target, subjects),
    also: targetText(event.also, subjects),
  });
  return (
    <li className={styles['row']} data-support={bySupport}>
      <time
        className={styles['time']}
        dateTime={new Date(at).toISOString()}
        title={formatMoment(at)}
      >
        {formatTime(at)}
      </time>
      <div className={styles['what']}>
        <Sentence event={event} subjects={subjects} />
        {visit === undefined ? null : (
          <div className={styles['why']}>
            Ticket <SafeText most={longestName}>{visit.ticket}</SafeText> ·{' '}
            <SafeText most={longestReason}>{visit.reason}</SafeText>
          </div>
        )}
      </div>
      <div className={styles['outcome']}>
        <OutcomeMark outcome={outcome} />
      </div>
      <div className={styles['address']}>
        {address === null ? null : (
          <>
            <VisuallyHidden>from </VisuallyHidden> {address}
          </>
        )}
      </div>
      <button
        type="button"
        className={styles['open']}
        aria-label={`Details: ${visibleText(words)}, ${formatTime(at)}`}
        data-list-stop=""
        onClick={() => onOpen(event)}
      >
        <ChevronRight size={14} aria-hidden="true" />
      </button>
    </li>
  );
});

/** Events of one day after the other, newest first. */
function byDay(events: readonly ActivityEvent[]) {
  const days = new Map<string, { at: number; events: ActivityEvent[] }>();
  for (const event of events) {
    const day = dayOf(event.at);
    const known = days.get(day);
    if (known === undefined) days.set(day, { at: event.at, events: [event] });
    else known.events.push(event);
  }
  return [...days];
}

interface EventListProps {
  events: readonly ActivityEvent[];
  subjects: Subjects;
  onOpen: (event: ActivityEvent) => void;
  body: RefObject<HTMLDivElement | null>;
}

/** What happened, by day; each event opens to all that is known of it. */
export const EventList = memo(function EventList(props: EventListProps) {
  const { events, subjects, onOpen, body } = props;
  const days = useMemo(() => byDay(events), [events]);
  return (
    <div ref={body} className={styles['list']}>
      {days.map(([day, { at, events: ofDay }]) => (
        <section key={day} aria-label={formatDay(at)}>
          <h2 className={styles['day']}>{formatDay(at)}</h2>
          <ol>
            {ofDay.map((event) => (
              <Row key={event.seq} event={event} subjects={subjects} onOpen={onOpen} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
});
