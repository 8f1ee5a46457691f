import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'react-router';
import { thisConsole } from '../api/console.ts';
import { sessionQuery } from '../api/session.ts';
import { Message } from './Message.tsx';
import styles from './Message.module.css';
import { paths } from './paths.ts';

/** An address that leads nowhere, or to something that the viewer may not know of. */
export function NotFoundPage() {
  const { pathname } = useLocation();
  const { data } = useQuery(sessionQuery);
  const isOfCustomer = thisConsole.organizationId !== null;
  // A link that an admin sent is about their organization, and not about that of support.
  const isForDesk = data?.state === 'signed-in' && data.can.inspectCustomers && !isOfCustomer;
  return (
    <Message
      title="Not found"
      actions={
        <>
          {isForDesk ? (
            <Link className={styles['link']} to={paths.support(pathname)}>
              Look it up at the support desk
            </Link>
          ) : null}
          <Link className={styles[isForDesk ? 'other' : 'link']} to={paths.apps()}>
            See all apps
          </Link>
        </>
      }
    >
      <p>
        There is nothing at this address for {isOfCustomer ? 'this' : 'your'} organization. An app
        disappears from here when its last member&rsquo;s grant is gone.
      </p>
      {isForDesk ? <p>If a customer sent you the link, the desk finds out whose it is.</p> : null}
    </Message>
  );
}
