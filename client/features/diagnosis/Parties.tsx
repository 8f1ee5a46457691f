import { Link } from 'react-router';
import type { Diagnosis } from '#contract/diagnosis.ts';
import { logoAddress } from '../../api/logo.ts';
import { paths } from '../../api/paths.ts';
import { clientTypes } from '../../grid/client-types.ts';
import { appName, longestName, memberName } from '../../grid/names.ts';
import { MemberEmail } from '../../table/MemberEmail.tsx';
import { Avatar, Tile } from '../../ui/Avatar.tsx';
import { CopyText } from '../../ui/CopyText.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import styles from './DiagnosisPage.module.css';

function Member({ member }: Pick<Diagnosis, 'member'>) {
  const { id, email } = member;
  return (
    <div className={styles['party']}>
      <Avatar name={memberName(member)} id={id} />
      <div className={styles['about']}>
        <Link className={styles['link']} to={paths.member(id)}>
          <SafeText most={longestName}>{memberName(member)}</SafeText>
        </Link>
        {email === '' ? null : <MemberEmail memberId={id} email={email} />}
        <CopyText text={id} label="member id" />
      </div>
    </div>
  );
}

function App({ app }: Pick<Diagnosis, 'app'>) {
  const { id, card } = app;
  const logo = card?.hasLogo === true ? logoAddress(id) : null;
  return (
    <div className={styles['party']}>
      <Tile src={logo} name={appName(app)} id={id} size={32} />
      <div className={styles['about']}>
        {card === null ? (
          <span className={styles['plain']}>
            <SafeText most={longestName}>{appName(app)}</SafeText>
          </span>
        ) : (
          <Link className={styles['link']} to={paths.app(id)}>
            <SafeText most={longestName}>{appName(app)}</SafeText>
          </Link>
        )}
        <span className={styles['quiet']}>
          {card === null ? 'Nobody here uses it anymore' : clientTypes[card.clientType].label}
        </span>
        <CopyText text={id} label="connected app id" />
      </div>
    </div>
  );
}

/** Who and what is diagnosed. */
export function Parties({ member, app }: Pick<Diagnosis, 'member' | 'app'>) {
  return (
    <div className={styles['parties']}>
      <Member member={member} />
      <App app={app} />
    </div>
  );
}
