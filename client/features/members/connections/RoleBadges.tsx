import type { MemberPage } from '#contract/member-page.ts';
import { Badge } from '../../../ui/Badge.tsx';
import { visibleText } from '../../../ui/invisible.ts';
import { Popover } from '../../../ui/Popover.tsx';
import { SafeText } from '../../../ui/SafeText.tsx';
import styles from './MemberHeader.module.css';

type Role = NonNullable<MemberPage['member']['roles']>[number];

/** Ways to come by a role (https://stytch.com/docs/b2b/guides/rbac/role-assignment). */
const sourceWords: Readonly<Record<string, string>> = {
  direct: 'Assigned directly.',
  'email-domain': 'Comes with the domain of the email address.',
  sso: 'Comes with the SSO connection.',
  'sso-group': 'Comes with a group of the SSO connection.',
  'scim-group': 'Comes with a SCIM group.',
  unknown: 'Assigned in a way that this version of Grantscope doesn’t know.',
};

function RoleBadge({ role, isOwn }: { role: Role; isOwn: boolean }) {
  const { id, description, sources, isConditional } = role;
  return (
    <Popover
      label={`About the role ${visibleText(id)}`}
      trigger={
        <button type="button" className={styles['roleButton']}>
          <Badge {...(isConditional ? { dot: 'warning' } : {})}>
            <SafeText>{id}</SafeText>
            {isConditional ? ' in some sessions' : null}
          </Badge>
        </button>
      }
    >
      <div className={styles['explain']}>
        <p>
          <SafeText empty="No description">{description}</SafeText>
        </p>
        {isOwn ? (
          <p>You have it in this session.</p>
        ) : (
          sources.map((source) => <p key={source}>{sourceWords[source] ?? source}</p>)
        )}
        {isConditional ? (
          <p>
            It applies only in sessions that were opened that way. Stytch doesn’t say whether an
            app’s token keeps it, so it doesn’t count here.
          </p>
        ) : null}
      </div>
    </Popover>
  );
}

interface RoleBadgesProps {
  member: Pick<MemberPage['member'], 'roles' | 'status'>;
  /** Whether they are the viewer's, who has them by their session however they came by them. */
  isOwn: boolean;
}

/** The member's roles; each says how it was come by. */
export function RoleBadges({ member: { roles, status }, isOwn }: RoleBadgesProps) {
  const label = isOwn ? 'Your roles' : status === 'deleted' ? 'Roles until they left' : 'Roles';
  return (
    <div className={styles['roles']}>
      <span className={styles['rolesLabel']}>{label}</span>
      {roles === null ? (
        <span className={styles['quiet']}>not read</span>
      ) : roles.length === 0 ? (
        <span className={styles['quiet']}>none</span>
      ) : (
        <ul className={styles['roleList']} aria-label={label}>
          {roles.map((role) => (
            <li key={role.id}>
              <RoleBadge role={role} isOwn={isOwn} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
