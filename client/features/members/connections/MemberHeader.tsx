import type { MemberPage } from '#contract/member-page.ts';
import type { MemberStatus } from '#contract/members.ts';
import { useLinkToPage } from '../../../api/session.ts';
import { statusNames } from '../../../grid/status-names.ts';
import { MemberEmail } from '../../../table/MemberEmail.tsx';
import { memberName } from '../../../grid/names.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { Badge } from '../../../ui/Badge.tsx';
import { ClampedText } from '../../../ui/ClampedText.tsx';
import { CopyLink } from '../../../ui/CopyLink.tsx';
import { CopyText } from '../../../ui/CopyText.tsx';
import { SafeText } from '../../../ui/SafeText.tsx';
import styles from './MemberHeader.module.css';
import { DiagnosePicker } from './DiagnosePicker.tsx';
import { ReachFacts } from './ReachFacts.tsx';
import { RoleBadges } from './RoleBadges.tsx';

const statusMeanings: Record<MemberStatus, string> = {
  active: 'Signs in to this organization.',
  pending: 'Has not signed in to this organization yet.',
  invited: 'Has not accepted the invitation yet.',
  deleted: 'Is no longer a member of this organization.',
  unknown: 'No member of this organization has this id.',
};

function Status({ status }: { status: MemberStatus }) {
  const isUsual = status === 'active';
  return (
    <Badge
      {...(isUsual ? { dot: 'positive' } : { tone: 'warning' })}
      title={statusMeanings[status]}
    >
      {statusNames[status]}
    </Badge>
  );
}

interface MemberHeaderProps {
  page: MemberPage;
  /** Whether the status is what Stytch said, and not for want of an answer. */
  isStatusKnown: boolean;
}

/** Who the member is and how far their grants reach, before anything is listed. */
export function MemberHeader({ page, isStatusKnown }: MemberHeaderProps) {
  const { id, email, status } = page.member;
  const title = memberName(page.member);
  return (
    <header className={styles['hero']}>
      <div className={styles['identity']}>
        <span className={styles['portrait']}>
          <Avatar name={title} id={id} />
        </span>
        <div className={styles['about']}>
          <div className={styles['title']}>
            <ClampedText key={title} as="h1" className={styles['name']}>
              {title}
            </ClampedText>
            {isStatusKnown ? <Status status={status} /> : null}
          </div>
          {email === '' ? null : <MemberEmail memberId={id} email={email} />}
          <CopyText text={id} label="member id" />
          <RoleBadges member={page.member} isOwn={false} />
        </div>
        <div className={styles['actions']}>
          <DiagnosePicker page={page} />
          <CopyLink link={useLinkToPage()} />
        </div>
      </div>
      <div className={styles['reach']}>
        <ReachFacts page={page} isOwn={false} />
      </div>
    </header>
  );
}

/** The same for the member themselves. */
export function OwnHeader({ page, organization }: { page: MemberPage; organization: string }) {
  const { id } = page.member;
  return (
    <header className={styles['hero']}>
      <div className={styles['identity']}>
        <span className={styles['portrait']}>
          <Avatar name={memberName(page.member)} id={id} />
        </span>
        <div className={styles['about']}>
          <h1 className={styles['name']}>My apps</h1>
          <p className={styles['lead']}>
            Apps you’ve connected at <SafeText>{organization}</SafeText>, and what they can do.
          </p>
          <CopyText text={id} label="member id" />
          <RoleBadges member={page.member} isOwn />
        </div>
      </div>
      <div className={styles['reach']}>
        <ReachFacts page={page} isOwn />
      </div>
    </header>
  );
}
