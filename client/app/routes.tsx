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

/** What pages show of others. */
const given = { renderFailure, renderActivity } as const;

interface PageFile {
  path: string;
  load: () => Promise<{ default: ComponentType<typeof given> }>;
}

const signIn: PageFile = {
  path: '/sign-in',
  load: async () => ({ default: (await import('../features/sign-in/SignInPage.tsx')).SignInPage }),
};

/** Pages within the shell. They are loaded when they are first opened. */
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
 * Begins to load what the address needs, all of it at the same time: rendered one inside the other
 * they would wait for each other. That it fails is said by whoever renders it.
 */
export function loadOpenPage(): void {
  const pathname = openPathname();
  const isOpen = ({ path }: PageFile) => matchPath(path, pathname) !== null;
  const loads = isOpen(signIn) ? [signIn.load] : [loadShell, files.find(isOpen)?.load];
  for (const load of loads) load?.().catch(() => undefined);
}

/** From one's own console into a customer's: never without loading the page. */
function ToCustomer() {
  const { pathname, search, hash } = useLocation();
  if (consoleAt(pathname).organizationId === null) return <NotFoundPage />;
  return <Leave to={pathname + search + hash} />;
}

/** What is below ends here with its errors, until another page is opened. */
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

/** Every page of a console, by address. */
export function Pages({ organizationId }: Pick<Console, 'organizationId'>) {
  return (
    <Routes>
      <Route element={<Bounded />}>
        {organizationId === null ? (
          <>
            <Route path={signIn.path} element={<SignInPage {...given} />} />
            {/* Pages that are nobody's, and the way to a customer's. */}
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
