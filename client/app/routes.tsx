import { lazy, Suspense, type ComponentType } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { matchPath, Outlet, Route, Routes, useLocation } from 'react-router';
import { consoleAt, openPathname, type Console } from '../api/console.ts';
import { renderActivity } from './ActivityPart.tsx';
import { Loading } from './Loading.tsx';
import { whileLoading } from './loading.ts';
import { Leave } from './Leave.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';
import { renderFailure, RouteError } from './RouteError.tsx';

/** Passed to every page, because a feature imports neither `app` nor another feature (e2e/boundaries). */
const given = { renderFailure, renderActivity } as const;

interface PageFile {
  path: string;
  load: () => Promise<{ default: ComponentType<typeof given> }>;
}

const signIn: PageFile = {
  path: '/sign-in',
  load: async () => ({ default: (await import('../features/sign-in/SignInPage.tsx')).SignInPage }),
};

/** Pages within the shell, each loaded when it is first opened. */
const files: readonly PageFile[] = [
  {
    path: '/',
    load: async () => ({
      default: (await import('../features/overview/OverviewPage.tsx')).OverviewPage,
    }),
  },
  {
    path: '/apps',
    load: async () => ({ default: (await import('../features/apps/AppsPage.tsx')).AppsPage }),
  },
  {
    path: '/apps/:app',
    load: async () => ({
      default: (await import('../features/apps/app-page/AppPage.tsx')).AppPage,
    }),
  },
  {
    path: '/members',
    load: async () => ({
      default: (await import('../features/members/MembersPage.tsx')).MembersPage,
    }),
  },
  {
    path: '/members/:member',
    load: async () => ({
      default: (await import('../features/members/MemberPage.tsx')).MemberPage,
    }),
  },
  {
    path: '/mine',
    load: async () => ({
      default: (await import('../features/members/MyAppsPage.tsx')).MyAppsPage,
    }),
  },
  {
    path: '/scopes',
    load: async () => ({ default: (await import('../features/scopes/ScopesPage.tsx')).ScopesPage }),
  },
  {
    path: '/scopes/:scope',
    load: async () => ({ default: (await import('../features/scopes/ScopePage.tsx')).ScopePage }),
  },
  {
    path: '/changes',
    load: async () => ({
      default: (await import('../features/changes/ChangesPage.tsx')).ChangesPage,
    }),
  },
  {
    path: '/activity',
    load: async () => ({
      default: (await import('../features/activity/ActivityPage.tsx')).ActivityPage,
    }),
  },
  {
    path: '/diagnose/:member/:app',
    load: async () => ({
      default: (await import('../features/diagnosis/DiagnosisPage.tsx')).DiagnosisPage,
    }),
  },
  {
    path: '/support',
    load: async () => ({ default: (await import('../features/support/DeskPage.tsx')).DeskPage }),
  },
];

const loadShell = async () => ({ default: (await import('./Shell.tsx')).Shell });
const Shell = lazy(loadShell);
const SignInPage = lazy(signIn.load);
const pages = files.map(({ path, load }) => ({ path, Page: lazy(() => whileLoading(load)) }));

/**
 * Starts loading the shell and the open page in parallel; rendering alone would load one after the
 * other. A failure is ignored here and shown when the part renders.
 */
export function loadOpenPage(): void {
  const pathname = openPathname();
  const isOpen = ({ path }: PageFile) => matchPath(path, pathname) !== null;
  const loads = isOpen(signIn) ? [signIn.load] : [loadShell, files.find(isOpen)?.load];
  for (const load of loads) load?.().catch(() => undefined);
}

/** Loads the page anew, since a customer's console never shares a page load with the viewer's own. */
function ToCustomer() {
  const { pathname, search, hash } = useLocation();
  if (consoleAt(pathname).organizationId === null) return <NotFoundPage />;
  return <Leave to={pathname + search + hash} />;
}

/** Catches errors below it, until another path opens. */
function Bounded() {
  const { pathname } = useLocation();
  return (
    <ErrorBoundary FallbackComponent={RouteError} resetKeys={[pathname]}>
      <Suspense fallback={<Loading />}>
        <Outlet />
      </Suspense>
    </ErrorBoundary>
  );
}

/** The routes of a console; `organizationId` is null in the viewer's own. */
export function Pages({ organizationId }: Pick<Console, 'organizationId'>) {
  return (
    <Routes>
      <Route element={<Bounded />}>
        {organizationId === null ? (
          <>
            <Route path={signIn.path} element={<SignInPage {...given} />} />
            {/* Leads into a customer's console. */}
            <Route path="/organizations/:organization/*" element={<ToCustomer />} />
          </>
        ) : null}
        <Route element={<Shell />}>
          <Route element={<Bounded />}>
            {pages.map(({ path, Page }) => (
              <Route key={path} path={path} element={<Page {...given} />} />
            ))}
            <Route path="*" element={<NotFoundPage />} />
          </Route>
        </Route>
      </Route>
    </Routes>
  );
}
