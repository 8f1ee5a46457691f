import { useMemo, type RefObject } from 'react';
import { Link } from 'react-router';
import type { Changes } from '#contract/changes.ts';
import type { ScopeClass } from '#contract/scopes.ts';
import { paths } from '../../api/paths.ts';
import { AppName } from '../../grid/AppName.tsx';
import { longestName, nameText } from '../../grid/names.ts';
import { statusNames } from '../../grid/status-names.ts';
import { Badge } from '../../ui/Badge.tsx';
import { formatCountOf, formatDay, formatMoment, formatTime } from '../../ui/format.ts';
import { firstShown } from '../../ui/invisible.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from './ChangeList.module.css';
import { kinds } from './kinds.ts';
import { dayOf } from '../../table/period.ts';
import { ScopesCell } from './ScopesCell.tsx';
import type { Names } from '../../table/use-names.ts';

type Change = Changes['changes'][number];

interface ChangeListProps {
  changes: readonly Change[];
  names: Names;
  classOf: (scope: string) => ScopeClass | null;
  /** Names that more than one app has. */
  shared: ReadonlySet<string>;
  /** Whether an app still has a page. */
  isListed: (app: string) => boolean;
  body: RefObject<HTMLTableElement | null>;
}

interface AppProps {
  app: Change['app'];
  shared: ReadonlySet<string>;
  isListed: boolean;
}

function App({ app, shared, isListed }: AppProps) {
  const name = <AppName app={app} shared={shared} />;
  return isListed ? (
    <Link className={styles['link']} to={paths.app(app.id)}>
      {name}
    </Link>
  ) : (
    name
  );
}

function Member({ id, names }: { id: string; names: Names }) {
  const member = names.of(id);
  if (member === undefined && names.reading) return <Skeleton width={120} />;
  const name = member === undefined ? id : firstShown(member.name, member.email) || id;
  return (
    <>
      <Link
        className={styles['link']}
        to={paths.member(id)}
        data-id={member === undefined}
        title={member === undefined ? undefined : nameText(member.email)}
      >
        <SafeText most={longestName}>{name}</SafeText>
      </Link>{' '}
      {member === undefined || member.status === 'active' ? null : (
        <Badge tone={member.status === 'deleted' ? 'danger' : 'neutral'}>
          {statusNames[member.status]}
        </Badge>
      )}
    </>
  );
}

function Row({ change, ...props }: Omit<ChangeListProps, 'changes' | 'body'> & { change: Change }) {
  const { at, kind, app, member, members } = change;
  const { label, meaning } = kinds[kind];
  return (
    <tr className={styles['row']} data-kind={kind}>
      <td className={styles['kind']}>
        {kind === 'scopes-grown' ? <span aria-hidden="true">↗ </span> : null}
        {label}
      </td>
      <td className={styles['app']}>
        <App app={app} shared={props.shared} isListed={props.isListed(app.id)} />
      </td>
      {kind === 'appeared' ? (
        <>
          <td className={styles['whole']}>{formatCountOf(members, 'member')}</td>
          <td>
            <ScopesCell change={change} classOf={props.classOf} />
          </td>
        </>
      ) : member === null ? (
        <td className={styles['whole']} colSpan={2}>
          {meaning} · {formatCountOf(members, 'member')}
        </td>
      ) : (
        <>
          <td className={styles['member']}>
            <Member id={member} names={props.names} />
          </td>
          <td>
            <ScopesCell change={change} classOf={props.classOf} />
          </td>
        </>
      )}
      <td className={styles['time']}>
        <time
          dateTime={new Date(at).toISOString()}
          title={`Found ${formatMoment(at)}. It happened between this check and the one before.`}
        >
          {formatTime(at)}
        </time>
      </td>
    </tr>
  );
}

/** Changes of one day after the other, newest first. */
function byDay(changes: readonly Change[]): { day: string; at: number; changes: Change[] }[] {
  const days: { day: string; at: number; changes: Change[] }[] = [];
  for (const change of changes) {
    const day = dayOf(change.at);
    const last = days.at(-1);
    if (last?.day === day) last.changes.push(change);
    else days.push({ day, at: change.at, changes: [change] });
  }
  return days;
}

const keyOf = ({ at, kind, app, member }: Change) => `${at} ${kind} ${app.id} ${member ?? ''}`;

/** What happened, by the day on which Grantscope saw it. */
export function ChangeList({ changes, body, ...props }: ChangeListProps) {
  const days = useMemo(() => byDay(changes), [changes]);
  return (
    <table ref={body} className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">Change</th>
          <th scope="col">App</th>
          <th scope="col">Member</th>
          <th scope="col">Scopes</th>
          <th scope="col">Found</th>
        </tr>
      </thead>
      {days.map(({ day, at, changes: ofDay }) => (
        <tbody key={day}>
          <tr className={styles['day']}>
            <th scope="rowgroup" colSpan={5}>
              {formatDay(at)}
            </th>
          </tr>
          {ofDay.map((change) => (
            <Row key={keyOf(change)} change={change} {...props} />
          ))}
        </tbody>
      ))}
    </table>
  );
}
