import { Link } from 'react-router';
import { useViewer } from '../api/session.ts';
import { Button } from '../ui/Button.tsx';
import { CopyText } from '../ui/CopyText.tsx';
import { SafeText } from '../ui/SafeText.tsx';
import { Message } from './Message.tsx';
import styles from './Message.module.css';
import { paths } from '../api/paths.ts';
import { useSignOut } from './sign-out.ts';

/** Says what a member without the permission needs, and from whom. */
export function NoPermissionPage() {
  const { viewer, organization } = useViewer();
  const leave = useSignOut();
  const wish = `Please give ${viewer.email} a role with the action get.connected-apps on stytch.member in ${organization.name}.`;
  return (
    <Message
      title="You can’t see this organization’s apps"
      actions={
        <>
          <Link className={styles['link']} to={paths.mine()}>
            See your own apps
          </Link>
          <Button onClick={() => leave.mutate()} disabled={leave.isPending}>
            Sign out
          </Button>
        </>
      }
    >
      <p>
        You are signed in as <strong translate="no">{viewer.email}</strong> to{' '}
        <strong>
          <SafeText>{organization.name}</SafeText>
        </strong>
        . Seeing which apps its members connected takes a role that allows{' '}
        <code>get.connected-apps</code> on <code>stytch.member</code>, and none of yours does.
      </p>
      <p>An admin of the organization can give you one. You could send them this:</p>
      <p className={styles['quote']}>
        <CopyText text={wish} label="request" wrap />
      </p>
    </Message>
  );
}
