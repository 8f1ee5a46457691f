import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Link, Navigate, Outlet, useLocation } from 'react-router';
import { sessionQuery, useViewer } from '../api/session.ts';
import { CrumbsProvider, useShownCrumbs } from '../ui/crumbs.tsx';
import { SafeText } from '../ui/SafeText.tsx';
import { usePopupsSoon } from '../ui/use-popups.ts';
import { EnvironmentBadge } from './EnvironmentBadge.tsx';
import { Mark } from '../ui/Mark.tsx';
import { pagesFor } from './pages.ts';
import { PaletteButton } from './PaletteButton.tsx';
import { paths } from './paths.ts';
import { Rail } from './Rail.tsx';
import { useRememberRecent } from './recent.ts';
import { ErrorPage } from './RouteError.tsx';
import styles from './Shell.module.css';
import { onSignedOutElsewhere } from './sign-out.ts';

/** Few need it. */
const NoPermissionPage = lazy(async () => ({
  default: (await import('./NoPermissionPage.tsx')).NoPermissionPage,
}));

function Crumbs() {
  const crumbs = useShownCrumbs();
  return (
    <nav className={styles['crumbs']} aria-label="Breadcrumb">
      <ol>
        {crumbs.map(({ label, href }) => (
          <li key={label} aria-current={href === undefined ? 'page' : undefined}>
            {href === undefined ? <SafeText>{label}</SafeText> : <Link to={href}>{label}</Link>}
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
    <div role="status">
      {online ? null : (
        <p className={styles['floating']}>You are offline. What is shown was read before.</p>
      )}
    </div>
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

function Said({ words }: { words: string }) {
  return (
    <div role="status">{words === '' ? null : <p className={styles['floating']}>{words}</p>}</div>
  );
}

/** Moves the focus to the content when another page opens, so that it is read from its start. */
function useFocusOnNavigation() {
  const { pathname } = useLocation();
  const content = useRef<HTMLElement>(null);
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    content.current?.scrollTo(0, 0);
    content.current?.focus({ preventScroll: true });
  }, [pathname]);
  return content;
}

/** The page, or why the viewer may not see it: without the permission one has one's own apps only. */
function Content() {
  const { can } = useViewer();
  const { pathname } = useLocation();
  const [first] = pagesFor(can);
  if (can.readConnectedApps || pathname === first?.href) return <Outlet />;
  if (pathname === paths.overview() && first !== undefined) {
    return <Navigate replace to={first.href} />;
  }
  return (
    <Suspense fallback={null}>
      <NoPermissionPage />
    </Suspense>
  );
}

function SignedInShell() {
  const { environment } = useViewer();
  const content = useFocusOnNavigation();
  const [said, say] = useSaid();
  useRememberRecent();
  usePopupsSoon();
  return (
    <CrumbsProvider>
      <div className={styles['shell']}>
        <a className={styles['skip']} href="#content">
          Skip to content
        </a>
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
          <Content />
        </main>
      </div>
      <Said words={said} />
      <Offline />
    </CrumbsProvider>
  );
}

/** The frame around every page for a signed-in member; everybody else goes to sign in and comes back. */
export function Shell() {
  const location = useLocation();
  const { data, error, refetch } = useQuery(sessionQuery);
  // A reload forgets all that was read at once.
  useEffect(() => onSignedOutElsewhere(() => globalThis.location.reload()), []);
  if (data?.state === 'signed-in') return <SignedInShell />;
  if (data !== undefined) {
    return <Navigate replace to={paths.signIn(location.pathname + location.search)} />;
  }
  return error === null ? null : <ErrorPage error={error} retry={() => void refetch()} />;
}
