import { createBrowserRouter, useLocation, type RouteObject } from 'react-router';
import { consoleAt, type Console } from '../api/console.ts';
import { Leave } from './Leave.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';
import { renderActivity } from './ActivityPart.tsx';
import { renderFailure, RouteError } from './RouteError.tsx';

/** What the pages of an app and of a member show of others. */
const given = { renderFailure, renderActivity } as const;

/** From one's own console into a customer's: never without loading the page. */
function ToCustomer() {
  const { pathname, search, hash } = useLocation();
  if (consoleAt(pathname).organizationId === null) return <NotFoundPage />;
  return <Leave to={pathname + search + hash} />;
}

/** Pages that are nobody's organization's, and the way to a customer's. */
const own: RouteObject[] = [
  {
    path: '/sign-in',
    lazy: async () => ({
      Component: (await import('../features/sign-in/SignInPage.tsx')).SignInPage,
    }),
  },
  { path: '/organizations/:organization/*', Component: ToCustomer },
];

/** Pages within the shell. They are loaded when they are first opened. */
const pages: RouteObject[] = [
  {
    path: '/',
    lazy: async () => {
      const { OverviewPage } = await import('../features/overview/OverviewPage.tsx');
      return { element: <OverviewPage renderFailure={renderFailure} /> };
    },
  },
  {
    path: '/apps',
    lazy: async () => {
      const { AppsPage } = await import('../features/apps/AppsPage.tsx');
      return { element: <AppsPage renderFailure={renderFailure} /> };
    },
  },
  {
    path: '/apps/:app',
    lazy: async () => {
      const { AppPage } = await import('../features/apps/app-page/AppPage.tsx');
      return { element: <AppPage {...given} /> };
    },
  },
  {
    path: '/members',
    lazy: async () => {
      const { MembersPage } = await import('../features/members/MembersPage.tsx');
      return { element: <MembersPage renderFailure={renderFailure} /> };
    },
  },
  {
    path: '/members/:member',
    lazy: async () => {
      const { MemberPage } = await import('../features/members/MemberPage.tsx');
      return { element: <MemberPage {...given} /> };
    },
  },
  {
    path: '/mine',
    lazy: async () => {
      const { MyAppsPage } = await import('../features/members/MyAppsPage.tsx');
      return { element: <MyAppsPage renderFailure={renderFailure} /> };
    },
  },
  {
    path: '/scopes',
    lazy: async () => {
      const { ScopesPage } = await import('../features/scopes/ScopesPage.tsx');
      return { element: <ScopesPage renderFailure={renderFailure} /> };
    },
  },
  {
    path: '/changes',
    lazy: async () => {
      const { ChangesPage } = await import('../features/changes/ChangesPage.tsx');
      return { element: <ChangesPage renderFailure={renderFailure} /> };
    },
  },
  {
    path: '/diagnose/:member/:app',
    lazy: async () => {
      const { DiagnosisPage } = await import('../features/diagnosis/DiagnosisPage.tsx');
      return { element: <DiagnosisPage renderFailure={renderFailure} /> };
    },
  },
  {
    path: '/activity',
    lazy: async () => {
      const { ActivityPage } = await import('../features/activity/ActivityPage.tsx');
      return { element: <ActivityPage renderFailure={renderFailure} /> };
    },
  },
  {
    path: '/scopes/:scope',
    lazy: async () => {
      const { ScopePage } = await import('../features/scopes/ScopePage.tsx');
      return { element: <ScopePage renderFailure={renderFailure} /> };
    },
  },
  {
    path: '/support',
    lazy: async () => {
      const { DeskPage } = await import('../features/support/DeskPage.tsx');
      return { element: <DeskPage renderFailure={renderFailure} /> };
    },
  },
  { path: '*', Component: NotFoundPage },
];

/** Every page of a console, by address. */
export function createRouter({ organizationId, basename }: Console) {
  const routes: RouteObject[] = [
    {
      ErrorBoundary: RouteError,
      HydrateFallback: () => null,
      children: [
        ...(organizationId === null ? own : []),
        {
          lazy: async () => ({ Component: (await import('./Shell.tsx')).Shell }),
          children: [{ ErrorBoundary: RouteError, children: pages }],
        },
      ],
    },
  ];
  return createBrowserRouter(routes, { basename });
}
