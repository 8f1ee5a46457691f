import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ActivityEvent } from '#contract/audit.ts';
import { paths } from '../../api/paths.ts';
import { AppName } from '../../grid/AppName.tsx';
import { longestName, nameText } from '../../grid/names.ts';
import { firstShown } from '../../ui/invisible.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from './Sentence.module.css';
import type { Subjects } from './use-subjects.ts';
import { sentenceOf } from './words.ts';

interface PartProps {
  event: ActivityEvent;
  subjects: Subjects;
}

function Member({ id, subjects: { names } }: { id: string; subjects: Subjects }) {
  const known = names.of(id);
  if (known === undefined && names.reading) {
    return (
      <span className={styles['wait']}>
        <Skeleton width={110} />
      </span>
    );
  }
  const name = known === undefined ? '' : firstShown(known.name, known.email);
  return (
    <Link
      className={styles['name']}
      to={paths.member(id)}
      data-id={name === ''}
      title={known === undefined ? undefined : nameText(known.email)}
    >
      <SafeText most={longestName}>{name || id}</SafeText>
    </Link>
  );
}

/** Whoever did it; of the organization's own with a link. */
export function Actor({ event: { actor, caseId }, subjects }: PartProps): ReactNode {
  if (actor === null) return 'Somebody';
  if (subjects.isMember(actor)) return <Member id={actor.memberId} subjects={subjects} />;
  if (actor.kind === 'member') return <span data-id="true">{actor.memberId}</span>;
  const staff = subjects.caseOf(caseId)?.staff.name;
  return (
    <strong className={styles['support']}>
      Support
      {staff === undefined ? null : (
        <>
          {' ('}
          <SafeText most={longestName}>{staff}</SafeText>)
        </>
      )}
    </strong>
  );
}

interface TargetProps {
  target: NonNullable<ActivityEvent['target']>;
  subjects: Subjects;
}

/** What an event is about, with a link. */
export function Target({ target, subjects }: TargetProps): ReactNode {
  if (target.kind === 'member') return <Member id={target.id} subjects={subjects} />;
  if (target.kind === 'scope') {
    return (
      <Link className={styles['name']} to={paths.scope(target.id)} data-id>
        <SafeText most={longestName}>{target.id}</SafeText>
      </Link>
    );
  }
  const app = subjects.appOf(target.id);
  return (
    <Link className={styles['name']} to={paths.app(target.id)} data-id={app === undefined}>
      {app === undefined ? target.id : <AppName app={app} shared={subjects.shared} />}
    </Link>
  );
}

/** What an event says, with links to whom and what it names. */
export function Sentence(props: PartProps) {
  return (
    <>
      {sentenceOf(props.event).map((piece) => {
        if (typeof piece === 'string') return piece;
        if (piece.name === 'actor') return <Actor key="actor" {...props} />;
        const target = props.event[piece.name];
        return target === null ? null : (
          <Target key={piece.name} target={target} subjects={props.subjects} />
        );
      })}
    </>
  );
}
