import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'react-router';
import { thisConsole } from '../api/console.ts';
import { sessionQuery } from '../api/session.ts';
import { Message } from './Message.tsx';
import styles from './Message.module.css';
import { paths } from '../api/paths.ts';

/** What may have become of what an address leads to, by the kind of its page. */
function wordsFor(pathname: string): string {
  if (/^\/apps\/./.test(pathname)) {
    return 'We can’t find this app. Apps disappear from here once no member is connected anymore.';
  }
  if (/^\/members\/./.test(pathname)) return 'We can’t find a member with this id.';
  if (/^\/scopes\/./.test(pathname)) return 'No app has been granted this scope.';
  if (/^\/diagnose\/./.test(pathname)) return 'We can’t find this member or this app.';
  return 'We can’t find that page.';
}

/** Where to go on from there. */
function wayOn(pathname: string): { to: string; label: string } {
  if (pathname.startsWith('/members/')) return { to: paths.members(), label: 'See all members' };
  if (pathname.startsWith('/scopes/')) return { to: paths.scopes(), label: 'See all scopes' };
  return { to: paths.apps(), label: 'See all apps' };
}

/** An address that leads nowhere, or to something that the viewer may not know of. */
export function NotFoundPage() {
  const { pathname } = useLocation();
  const { data } = useQuery(sessionQuery);
  const way = wayOn(pathname);
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
          <Link className={styles[isForDesk ? 'other' : 'link']} to={way.to}>
            {way.label}
          </Link>
        </>
      }
    >
      <p>{wordsFor(pathname)}</p>
      {isForDesk ? (
        <p>If a customer sent you this link, the support desk can find whose it is.</p>
      ) : null}
    </Message>
  );
}
