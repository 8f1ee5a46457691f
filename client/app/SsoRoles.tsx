import { useState } from 'react';
import { useSignedIn } from '../api/session.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import styles from './SsoRoles.module.css';

/** Says which roles of one's own do not count here, until it is put away. */
export function SsoRoles() {
  const { rolesBySso } = useSignedIn();
  const [isAway, setAway] = useState(false);
  if (rolesBySso.length === 0 || isAway) return null;
  const [first = '', ...others] = rolesBySso;
  return (
    <div className={styles['strip']}>
      <Notice
        tone="warning"
        action={
          <Button size="small" onClick={() => setAway(true)}>
            Dismiss
          </Button>
        }
      >
        {others.length === 0 ? (
          <>
            Your role <code translate="no">{first}</code> comes from SSO and doesn’t count when you
            sign in with an email code.
          </>
        ) : (
          <>
            Some of your roles (<code translate="no">{rolesBySso.join(', ')}</code>) come from SSO
            and don’t count when you sign in with an email code.
          </>
        )}
      </Notice>
    </div>
  );
}
