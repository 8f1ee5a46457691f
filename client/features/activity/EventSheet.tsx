import type { ReactNode } from 'react';
import type { ActivityEvent } from '#contract/audit.ts';
import type { SupportCase } from '#contract/support-case.ts';
import { endOf } from '../../api/support-visits.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyText } from '../../ui/CopyText.tsx';
import { formatDayAndTime, formatMoment } from '../../ui/format.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import type { ActivityFilters } from './activity-state.ts';
import styles from './EventSheet.module.css';
import { OutcomeMark } from './OutcomeMark.tsx';
import { Actor, Sentence, Target } from './Sentence.tsx';
import type { Subjects } from './use-subjects.ts';
import { reasonWords } from './words.ts';

interface ContentProps {
  event: ActivityEvent;
  subjects: Subjects;
  /** Shows only what has something in common with the event. */
  onOnly: (change: Partial<ActivityFilters>) => void;
  /** Whether what it is about is given by the page, and not to be chosen. */
  isAboutOne: boolean;
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** An id that may be missing. */
function Id({ label, text, none }: { label: string; text: string | null; none: string }) {
  return (
    <Fact label={label}>
      {text === null ? (
        <span className={styles['none']}>{none}</span>
      ) : (
        <CopyText text={text} label={label.toLowerCase()} />
      )}
    </Fact>
  );
}

function Case({ visit, onOnly }: { visit: SupportCase } & Pick<ContentProps, 'onOnly'>) {
  return (
    <>
      <h3 className={styles['heading']}>Support case</h3>
      <dl className={styles['facts']}>
        <Fact label="Who">
          <SafeText empty={visit.staff.memberId}>{visit.staff.name}</SafeText>
        </Fact>
        <Fact label="Ticket">
          <CopyText text={visit.ticket} label="ticket" wrap />
        </Fact>
        <Fact label="Reason">
          <CopyText text={visit.reason} label="reason" wrap />
        </Fact>
        <Fact label="Time">
          {formatDayAndTime(visit.openedAt)} to {formatDayAndTime(endOf(visit))}
        </Fact>
        <Fact label="Case id">
          <CopyText text={visit.id} label="case id" />
        </Fact>
      </dl>
      <Button size="small" onClick={() => onOnly({ caseId: visit.id })}>
        Filter by this case
      </Button>
    </>
  );
}

const targetNames = { app: 'App', member: 'Member', scope: 'Scope' } as const;

function Content({ event, subjects, onOnly, isAboutOne }: ContentProps) {
  const { actor, target, reason } = event;
  const targets = [target, event.also].filter((one) => one !== null);
  const visit = subjects.caseOf(event.caseId);
  const words = reasonWords(reason);
  return (
    <>
      <p className={styles['sentence']}>
        <Sentence event={event} subjects={subjects} />
      </p>
      <dl className={styles['facts']}>
        <Fact label="Time">{formatMoment(event.at)}</Fact>
        <Fact label="Outcome">
          <OutcomeMark outcome={event.outcome} />
        </Fact>
        {reason === null || words === null ? null : (
          <Fact label="Reason">
            <CopyText
              text={words === reason ? reason : `${words} (${reason})`}
              label="reason"
              wrap
            />
          </Fact>
        )}
        <Fact label="Who">
          <Actor event={event} subjects={subjects} />
          {actor === null ? null : <CopyText text={actor.memberId} label="member id" />}
        </Fact>
        {targets.map((one) => (
          <Fact key={one.kind} label={targetNames[one.kind]}>
            <Target target={one} subjects={subjects} />
            {one.kind === 'scope' ? null : <CopyText text={one.id} label={`${one.kind} id`} />}
          </Fact>
        ))}
        <Id
          label="Network address"
          text={event.address}
          none={actor?.kind === 'support' ? 'Hidden for support' : 'Unknown'}
        />
        <Id label="Sequence number" text={String(event.seq)} none="" />
        <Id label="Request id" text={event.requestId} none="–" />
        <Id label="Request id at Stytch" text={event.upstreamRequestId} none="–" />
        {event.caseId === null || visit !== undefined ? null : (
          <Id label="Case id" text={event.caseId} none="" />
        )}
      </dl>
      <div className={styles['only']}>
        {actor === null ? null : (
          <Button size="small" onClick={() => onOnly({ actor: actor.memberId })}>
            Filter by this person
          </Button>
        )}
        {isAboutOne
          ? null
          : targets.map(({ kind, id }) =>
              kind === 'scope' ? null : (
                <Button
                  key={kind}
                  size="small"
                  onClick={() => onOnly({ app: null, member: null, [kind]: id })}
                >
                  Filter by this {kind}
                </Button>
              ),
            )}
      </div>
      {visit === undefined ? null : <Case visit={visit} onOnly={onOnly} />}
    </>
  );
}

interface EventSheetProps extends Omit<ContentProps, 'event'> {
  /** Null for closed. */
  event: ActivityEvent | null;
  onClose: () => void;
}

/** One event in full, with every id to quote. */
export function EventSheet({ event, onClose, ...props }: EventSheetProps) {
  return (
    <Sheet open={event !== null} onClose={onClose} title="Event" kind="side">
      {event === null ? null : <Content event={event} {...props} />}
    </Sheet>
  );
}
