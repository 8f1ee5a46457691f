import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { Link, Navigate, Outlet, useLocation } from 'react-router';
import { openAddress, thisConsole } from '../api/console.ts';
import { sessionQuery, SignedInContext, useSignedIn, useViewer } from '../api/session.ts';
import { CrumbsProvider, useShownCrumbs } from '../ui/crumbs.tsx';
import { Toast } from '../ui/FloatingNotice.tsx';
import { RowPlaceContext } from '../ui/place.ts';
import { SafeText } from '../ui/SafeText.tsx';
import { usePopupsSoon } from '../ui/use-popups.ts';
import type { DrawBanner } from './CustomerGate.tsx';
import { EnvironmentBadge } from './EnvironmentBadge.tsx';
import { IdleWarning } from './IdleWarning.tsx';
import { Leave } from './Leave.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';
import { Loading, LoadingBar } from './Loading.tsx';
import { Mark } from '../ui/Mark.tsx';
import { pagesFor } from './pages.ts';
import { PaletteButton } from './PaletteButton.tsx';
import { paths } from '../api/paths.ts';
import { PrintHead } from './PrintHead.tsx';
import { BareRail, Rail } from './Rail.tsx';
import { useRememberRecent } from './recent.ts';
import { ErrorPage } from './RouteError.tsx';
import styles from './Shell.module.css';
import { leaveWithOtherTabs } from './sign-out.ts';
import { SignOutFailure } from './SignOutFailure.tsx';
import { SsoRoles } from './SsoRoles.tsx';
import { usePlaces } from './use-places.ts';

/** Few need it. */
const NoPermissionPage = lazy(async () => ({
  default: (await import('./NoPermissionPage.tsx')).NoPermissionPage,
}));

/** Only support sees it. */
const CustomerGate = lazy(async () => ({
  default: (await import('./CustomerGate.tsx')).CustomerGate,
}));

/** In characters; the page's heading has all of it. */
const longestCrumb = 80;

function Crumbs() {
  const crumbs = useShownCrumbs();
  return (
    <nav className={styles['crumbs']} aria-label="Breadcrumb">
      <ol>
        {crumbs.map(({ label, href }) => (
          <li key={label} aria-current={href === undefined ? 'page' : undefined}>
            {href === undefined ? (
              <SafeText most={longestCrumb}>{label}</SafeText>
            ) : (
              <Link to={href}>
                <SafeText most={longestCrumb}>{label}</SafeText>
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function subscribeOnline(changed: () => void) {
  addEventListener('online', changed);
  addEventListener('offline', changed);
  return () => {
    removeEventListener('online', changed);
    removeEventListener('offline', changed);
  };
}

function Offline() {
  const online = useSyncExternalStore(subscribeOnline, () => navigator.onLine);
  return (
    <Toast words={online ? '' : 'You’re offline. You’re seeing the data from the last refresh.'} />
  );
}

const saidForMs = 4000;

/** What was said to the person last, for a moment, and how to say something. */
function useSaid() {
  const [said, say] = useState('');
  useEffect(() => {
    if (said === '') return undefined;
    const timer = setTimeout(() => say(''), saidForMs);
    return () => clearTimeout(timer);
  }, [said]);
  return [said, say] as const;
}

/** Pages about oneself and of the desk; all others are about the organization. */
const aside: ReadonlySet<string> = new Set([paths.mine(), paths.support()]);

/** The page, or why the viewer may not see it: without the permission one has one's own apps only. */
function Content() {
  const viewer = useViewer();
  const { can } = viewer;
  const { pathname } = useLocation();
  const mine = pagesFor(viewer).map(({ href }) => href);
  if (aside.has(pathname)) return mine.includes(pathname) ? <Outlet /> : <NotFoundPage />;
  if (can.readConnectedApps) return <Outlet />;
  if (pathname === paths.overview()) return <Navigate replace to={mine[0] ?? paths.mine()} />;
  // A link of a customer's admin.
  if (can.inspectCustomers) return <Navigate replace to={paths.support(pathname)} />;
  return (
    <Suspense fallback={null}>
      <NoPermissionPage />
    </Suspense>
  );
}

function SignedInShell({ banner = null }: { banner?: DrawBanner | null }) {
  const { environment, viewer } = useSignedIn();
  const { support } = useViewer();
  const { content, rowPlace } = usePlaces(viewer.memberId);
  const [said, say] = useSaid();
  useRememberRecent();
  usePopupsSoon();
  return (
    <CrumbsProvider place={support?.organization.name ?? ''}>
      <LoadingBar />
      <div className={styles['frame']}>
        <a className={styles['skip']} href="#content">
          Skip to content
        </a>
        {banner?.(say)}
        {support === null ? <SsoRoles /> : null}
        <PrintHead />
        <div className={styles['shell']}>
          <header className={styles['top']}>
            <span className={styles['narrowOnly']}>
              <Mark />
            </span>
            <Crumbs />
            <EnvironmentBadge environment={environment} />
            <PaletteButton say={say} />
          </header>
          <Rail />
          <main id="content" ref={content} tabIndex={-1} className={styles['content']}>
            <RowPlaceContext value={rowPlace}>
              <Content />
            </RowPlaceContext>
          </main>
        </div>
      </div>
      <Toast words={said} />
      <Offline />
      <IdleWarning />
      <SignOutFailure />
    </CrumbsProvider>
  );
}

const { organizationId } = thisConsole;
const againAfterMs = 5000;

/** The frame while it is not known who is signed in. */
function BareShell({ children }: { children: ReactNode }) {
  return (
    <div className={styles['frame']}>
      <div className={styles['shell']}>
        <header className={styles['top']}>
          <span className={styles['narrowOnly']}>
            <Mark />
          </span>
        </header>
        <BareRail />
        <main className={styles['content']}>{children}</main>
      </div>
    </div>
  );
}

/** The frame around every page for a signed-in member; everybody else goes to sign in and comes back. */
export function Shell() {
  const { pathname, search } = useLocation();
  const { data, error, refetch } = useQuery({
    ...sessionQuery,
    // Who waits for the page need not press anything.
    refetchInterval: ({ state }) => (state.data === undefined ? againAfterMs : false),
  });
  useEffect(leaveWithOtherTabs, []);
  if (data?.state === 'signed-in') {
    return (
      <SignedInContext value={data}>
        {organizationId === null ? (
          <SignedInShell />
        ) : (
          <Suspense fallback={null}>
            <CustomerGate organizationId={organizationId}>
              {(banner) => <SignedInShell banner={banner} />}
            </CustomerGate>
          </Suspense>
        )}
      </SignedInContext>
    );
  }
  if (data !== undefined) {
    return organizationId === null ? (
      <Navigate replace to={paths.signIn(pathname + search)} />
    ) : (
      <Leave to={paths.signIn(openAddress())} />
    );
  }
  if (error === null) return <Loading />;
  return (
    <BareShell>
      <ErrorPage error={error} retry={() => void refetch()} />
    </BareShell>
  );
}
