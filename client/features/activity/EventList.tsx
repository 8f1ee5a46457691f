import { ChevronRight } from 'lucide-react';
import { memo, useMemo, useState, type RefObject } from 'react';
import type { ActivityEvent } from '#contract/audit.ts';
import { dayOf } from '../../table/period.ts';
import { toggledIn } from '../../table/toggled.ts';
import { formatTime, formatDay, formatMoment } from '../../ui/format.ts';
import { visibleText } from '../../ui/invisible.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { foldCases } from './case-folds.ts';
import { CaseFold } from './CaseFold.tsx';
import styles from './EventList.module.css';
import { OutcomeMark } from './OutcomeMark.tsx';
import { Sentence } from './Sentence.tsx';
import { actorText, targetText, type Subjects } from './use-subjects.ts';
import { Why } from './Why.tsx';
import { sentenceOf, textOf } from './words.ts';

interface RowProps {
  event: ActivityEvent;
  subjects: Subjects;
  onOpen: (event: ActivityEvent) => void;
  /** Whether it stands below the line of its case, which says why. */
  isFolded?: boolean;
}

const Row = memo(function Row({ event, subjects, onOpen, isFolded = false }: RowProps) {
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
        {visit === undefined || isFolded ? null : <Why visit={visit} />}
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

interface ItemsProps extends Omit<RowProps, 'event' | 'isFolded'> {
  events: readonly ActivityEvent[];
  folds: boolean;
  isPartial: boolean;
}

/** The events of a day; those of a case in one line until it is opened. */
function Items({ events, folds, isPartial, subjects, onOpen }: ItemsProps) {
  const [opened, setOpened] = useState<readonly string[]>([]);
  const items = useMemo(
    () => (folds ? foldCases(events) : events.map((event) => ({ kind: 'event', event }) as const)),
    [folds, events],
  );
  const row = (event: ActivityEvent, isFolded: boolean) => (
    <Row key={event.seq} event={event} subjects={subjects} onOpen={onOpen} isFolded={isFolded} />
  );
  return (
    <ol>
      {items.map((item) =>
        item.kind === 'event' ? (
          row(item.event, false)
        ) : (
          <CaseFold
            key={item.caseId}
            events={item.events}
            subjects={subjects}
            isPartial={isPartial}
            isOpen={opened.includes(item.caseId)}
            onToggle={() => setOpened(toggledIn(opened, item.caseId))}
          >
            {item.events.map((event) => row(event, true))}
          </CaseFold>
        ),
      )}
    </ol>
  );
}

interface EventListProps {
  events: readonly ActivityEvent[];
  subjects: Subjects;
  onOpen: (event: ActivityEvent) => void;
  body: RefObject<HTMLDivElement | null>;
  /** Whether what was done under a case is one line. */
  folds: boolean;
  /** Whether older events are not loaded. */
  hasMore: boolean;
}

/** What happened, by day; each event opens to all that is known of it. */
export const EventList = memo(function EventList(props: EventListProps) {
  const { events, subjects, onOpen, body, folds, hasMore } = props;
  const days = useMemo(() => byDay(events), [events]);
  return (
    <div ref={body} className={styles['list']}>
      {days.map(([day, { at, events: ofDay }], index) => (
        <section key={day} aria-label={formatDay(at)}>
          <h2 className={styles['day']}>{formatDay(at)}</h2>
          <Items
            events={ofDay}
            folds={folds}
            isPartial={hasMore && index === days.length - 1}
            subjects={subjects}
            onOpen={onOpen}
          />
        </section>
      ))}
    </div>
  );
});
