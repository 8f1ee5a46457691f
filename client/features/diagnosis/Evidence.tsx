import type { ReactNode } from 'react';
import type { CheckName, Diagnosis } from '#contract/diagnosis.ts';
import { statusNames } from '../../grid/status-names.ts';
import { Backing } from './Backing.tsx';
import styles from './Evidence.module.css';
import { partyWords, ruleWords } from './policy-words.ts';
import { Readings } from './Readings.tsx';
import { ScopeList } from './ScopeList.tsx';
import { Timeline } from './Timeline.tsx';
import { When } from './When.tsx';

type Checks = Diagnosis['checks'];

const yesOrNo = (value: boolean | null) =>
  value === null ? 'Couldn’t be read' : value ? 'Yes' : 'No';

function Nothing() {
  return <p className={styles['quiet']}>Nothing to show</p>;
}

function Facts({ facts }: { facts: readonly (readonly [term: string, fact: ReactNode])[] }) {
  return (
    <dl className={styles['facts']}>
      {facts.map(([term, fact]) => (
        <div key={term} className={styles['fact']}>
          <dt>{term}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  );
}

const orNotSaid = (at: number | null, nothing: string) =>
  at === null ? nothing : <When at={at} />;

function OfGrant({ evidence }: Checks['grant']) {
  if (evidence === null) return <Nothing />;
  const { is, goneSince, isAppListed } = evidence;
  return (
    <Facts
      facts={[
        ['Connected', is === 'there' ? 'Yes' : 'No'],
        ...(is === 'there'
          ? []
          : [['Used by others in this organization', yesOrNo(isAppListed)] as const]),
        ...(is === 'gone'
          ? [['Disconnected by', orNotSaid(goneSince, 'Not yet recorded')] as const]
          : []),
      ]}
    />
  );
}

function OfPolicy({ evidence }: Checks['policy']) {
  if (evidence === null) return <Nothing />;
  return (
    <Facts
      facts={evidence.rules.map((rule) => [partyWords[rule.party], ruleWords(rule)] as const)}
    />
  );
}

function OfMember({ evidence }: Checks['member']) {
  if (evidence === null) return <Nothing />;
  const { isKnown, status, lock } = evidence;
  return (
    <Facts
      facts={[
        ['Status', isKnown ? statusNames[status] : 'No such member'],
        ['Locked', lock === null ? 'No' : 'Yes. They can’t sign in.'],
        ...(lock === null
          ? []
          : [
              ['Locked since', orNotSaid(lock.since, 'Unknown')] as const,
              ['Locked until', orNotSaid(lock.until, 'No end date')] as const,
            ]),
      ]}
    />
  );
}

function evidenceOf(name: CheckName, checks: Checks): ReactNode {
  switch (name) {
    case 'grant':
      return <OfGrant {...checks.grant} />;
    case 'scopes':
      return checks.scopes.evidence === null ? (
        <Nothing />
      ) : (
        <ScopeList {...checks.scopes.evidence} />
      );
    case 'backing':
      return <Backing backing={checks.backing} scopes={checks.scopes} />;
    case 'policy':
      return <OfPolicy {...checks.policy} />;
    case 'member':
      return <OfMember {...checks.member} />;
    case 'history':
      return checks.history.evidence === null ? (
        <Nothing />
      ) : (
        <Timeline {...checks.history.evidence} />
      );
  }
}

/** What a check was made from: its evidence and the calls that it stands on. */
export function Evidence({ name, checks }: { name: CheckName; checks: Checks }) {
  return (
    <div className={styles['evidence']}>
      <div className={styles['what']}>{evidenceOf(name, checks)}</div>
      <Readings readings={checks[name].readings} />
    </div>
  );
}
