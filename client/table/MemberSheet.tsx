import { memo, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { statusNames } from '../grid/status-names.ts';
import { ScopeChip } from '../grid/ScopeChip.tsx';
import { scopesOf, statusOf, type GrantStore } from '../grid/store.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { CopyText } from '../ui/CopyText.tsx';
import { formatCountOf } from '../ui/format.ts';
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

interface ContentProps extends Omit<MemberSheetProps, 'row' | 'onClose'> {
  row: number;
}

function Content({ store, row, appName, appId, facts, links }: ContentProps) {
  const id = store.idAt(row);
  const name = store.names[row] ?? '';
  const email = store.emails[row] ?? '';
  const status = statusOf(store, row);
  const scopes = scopesOf(store, row);
  return (
    <>
      <div className={styles['who']}>
        <Avatar name={name === '' ? email : name} id={id} />
        <div>
          <div className={styles['name']}>
            <SafeText empty="No name">{name}</SafeText>
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
            <dt>E-mail</dt>
            <dd>
              <MemberEmail memberId={id} email={email} />
            </dd>
          </>
        )}
        {facts}
      </dl>
      {links}
      <p className={styles['diagnose']}>
        <Link to={`/diagnose/${encodeURIComponent(id)}/${encodeURIComponent(appId)}`}>
          Diagnose this grant
        </Link>
      </p>
      <h3 className={styles['heading']}>
        {formatCountOf(scopes.length, 'scope')} granted to <SafeText>{appName}</SafeText>
      </h3>
      <ul>
        {scopes.map((scope) => (
          <li key={scope.name} className={styles['scope']}>
            <ScopeChip scope={scope} />
            <p>{scope.description ?? 'No description'}</p>
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
