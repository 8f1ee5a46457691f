import { useQuery } from '@tanstack/react-query';
import { memo, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { AccessState } from '#contract/access.ts';
import { memberQuery } from '../api/member.ts';
import { paths } from '../api/paths.ts';
import { accessWords } from '../grid/access-words.ts';
import { AccessMark } from '../grid/AccessMark.tsx';
import type { statusNames } from '../grid/status-names.ts';
import { longestName } from '../grid/names.ts';
import { ScopeChip } from '../grid/ScopeChip.tsx';
import { scopesOf, statusOf, type GrantStore } from '../grid/store.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { CopyText } from '../ui/CopyText.tsx';
import { formatCountOf } from '../ui/format.ts';
import { firstShown } from '../ui/invisible.ts';
import { SafeText } from '../ui/SafeText.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { MemberEmail } from './MemberEmail.tsx';
import styles from './MemberSheet.module.css';

const statusMeanings = {
  active: 'Active',
  pending: 'Pending: has not signed in yet',
  invited: 'Invited: has not accepted yet',
  deleted: 'Deleted: no longer a member, and still holds this grant',
  unknown: 'Unknown: no member of this organization has this id',
} as const satisfies Record<keyof typeof statusNames, string>;

interface MemberSheetProps {
  store: GrantStore;
  /** Changes when names may have come. */
  version: number;
  /** Null for closed. */
  row: number | null;
  appName: string;
  appId: string;
  onClose: () => void;
  /** Further terms and what is to say of them. */
  facts?: ReactNode;
  /** Ways to more about the grant. */
  links?: ReactNode;
}

interface ContentProps extends Omit<MemberSheetProps, 'row' | 'version' | 'onClose'> {
  row: number;
}

/** What each scope of a grant comes to with the member's roles; null while that is not known. */
function useAccess(memberId: string, appId: string): (scope: string) => AccessState | null {
  // Not read again for each grant of the same member that is opened.
  const { data } = useQuery({ ...memberQuery(memberId), staleTime: 60_000 });
  const granted = data?.apps.find(({ app }) => app.id === appId)?.scopes;
  return (name) => granted?.find((scope) => scope.name === name)?.access.state ?? null;
}

function Access({ state }: { state: AccessState | null }) {
  return state === null ? null : (
    <span className={styles['access']}>
      <AccessMark state={state} isLabelled /> {accessWords[state].label}
    </span>
  );
}

function Content({ store, row, appName, appId, facts, links }: ContentProps) {
  const id = store.idAt(row);
  const name = store.names[row] ?? '';
  const email = store.emails[row] ?? '';
  const status = statusOf(store, row);
  const scopes = scopesOf(store, row);
  const accessOf = useAccess(id, appId);
  return (
    <>
      <div className={styles['who']}>
        <Avatar name={firstShown(name, email)} id={id} />
        <div>
          <div className={styles['name']}>
            <Link to={paths.member(id)}>
              <SafeText empty="No name" most={longestName}>
                {name}
              </SafeText>
            </Link>
          </div>
          {email === '' ? null : (
            <div className={styles['email']}>
              <SafeText>{email}</SafeText>
            </div>
          )}
        </div>
      </div>
      <dl className={styles['facts']}>
        <dt>Status</dt>
        <dd>{status === null ? 'Not read' : statusMeanings[status]}</dd>
        <dt>Member id</dt>
        <dd>
          <CopyText text={id} label="member id" />
        </dd>
        {email === '' ? null : (
          <>
            <dt>Email</dt>
            <dd>
              <MemberEmail memberId={id} email={email} />
            </dd>
          </>
        )}
        {facts}
      </dl>
      {links}
      <p className={styles['diagnose']}>
        <Link to={paths.diagnosis(id, appId)}>Diagnose this grant</Link>
      </p>
      <h3 className={styles['heading']}>
        {formatCountOf(scopes.length, 'scope')} granted to{' '}
        <SafeText most={longestName}>{appName}</SafeText>
      </h3>
      <ul>
        {scopes.map((scope) => (
          <li key={scope.name} className={styles['scope']}>
            <span className={styles['granted']}>
              <ScopeChip scope={scope} /> <Access state={accessOf(scope.name)} />
            </span>
            <p>
              <SafeText empty="No description">{scope.description ?? ''}</SafeText>
            </p>
            <p className={styles['why']}>{scope.why}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** One member's grant in full: who, which scopes, what each allows and why it counts as it does. */
export const MemberSheet = memo(function MemberSheet(props: MemberSheetProps) {
  const { row, onClose } = props;
  return (
    <Sheet open={row !== null} onClose={onClose} title="Grant" kind="side">
      {row === null ? null : <Content {...props} row={row} />}
    </Sheet>
  );
});
