import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Overview } from '#contract/overview.ts';
import { formatCount, formatCountOf } from '../../ui/format.ts';
import styles from './OverviewPage.module.css';
import { presentMembers } from './present-members.ts';

interface FigureProps {
  /** The view that lists what is counted; null where nothing is. */
  href: string | null;
  value: ReactNode;
  label: string;
  note: string;
  tone?: 'sensitive' | 'warning' | undefined;
}

function Figure({ href, value, label, note, tone }: FigureProps) {
  const text = (
    <>
      <span className={styles['value']} data-tone={tone}>
        {tone === 'sensitive' ? <span aria-hidden="true">▲ </span> : null}
        {tone === 'warning' ? <span className={styles['square']} aria-hidden="true" /> : null}
        {value}
      </span>{' '}
      <span className={styles['label']}>{label}</span>{' '}
      <span className={styles['note']}>{note}</span>
    </>
  );
  return (
    <li className={styles['figure']}>
      {href === null ? (
        <div className={styles['cell']}>{text}</div>
      ) : (
        <Link className={styles['cell']} to={href}>
          {text}
        </Link>
      )}
    </li>
  );
}

type Departed = NonNullable<Overview['departed']>;

function kindsOf({ deleted, pending, unknown }: Departed): string {
  const kinds = [
    deleted === 0 ? null : `${formatCount(deleted)} deleted`,
    pending === 0 ? null : `${formatCount(pending)} never active`,
    unknown === 0 ? null : `${formatCount(unknown)} unknown`,
  ].filter((kind) => kind !== null);
  return kinds.length === 0 ? 'everybody with grants is an active member' : kinds.join(', ');
}

function Holders({ departed }: { departed: Overview['departed'] }) {
  const label = 'not active, yet with grants';
  if (departed === null) {
    return <Figure href={null} value="–" label={label} note="not known without members’ names" />;
  }
  const sum = departed.deleted + departed.pending + departed.unknown;
  return (
    <Figure
      href={
        sum === 0 ? null : '/members?status=pending&status=invited&status=deleted&status=unknown'
      }
      value={formatCount(sum)}
      label={label}
      note={kindsOf(departed)}
      tone={sum === 0 ? undefined : 'warning'}
    />
  );
}

function Members({ overview }: { overview: Overview }) {
  const { members, memberCount } = overview;
  const present = presentMembers(overview);
  const value =
    memberCount === null || present === null ? (
      formatCount(members)
    ) : (
      <>
        {formatCount(present)}
        <span className={styles['of']}> of {formatCount(memberCount)}</span>
      </>
    );
  return <Figure href="/members" value={value} label="members" note="connected at least one app" />;
}

/** The organization in five figures; each leads to what it counts. */
export function Figures({ overview }: { overview: Overview }) {
  const { apps, scopes, grants, members, sensitiveGrants, sensitiveMembers } = overview;
  const perMember = (grants / Math.max(1, members)).toFixed(1);
  return (
    <ul className={styles['figures']}>
      <Figure
        href="/apps"
        value={formatCount(apps.length)}
        label={apps.length === 1 ? 'connected app' : 'connected apps'}
        note={`with ${formatCountOf(scopes.length, 'scope')} in all`}
      />
      <Members overview={overview} />
      <Figure
        href="/members?sort=-apps"
        value={formatCount(grants)}
        label={grants === 1 ? 'grant' : 'grants'}
        note={`${perMember} apps for each of them`}
      />
      <Figure
        href={sensitiveGrants === 0 ? null : '/members?class=sensitive'}
        value={formatCount(sensitiveGrants)}
        label={sensitiveGrants === 1 ? 'sensitive grant' : 'sensitive grants'}
        note={`by ${formatCountOf(sensitiveMembers, 'member')}`}
        tone={sensitiveGrants === 0 ? undefined : 'sensitive'}
      />
      <Holders departed={overview.departed} />
    </ul>
  );
}
