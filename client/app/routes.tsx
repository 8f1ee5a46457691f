import { createBrowserRouter } from 'react-router';
import { NotFoundPage } from './NotFoundPage.tsx';
import { renderFailure, RouteError } from './RouteError.tsx';

/** Every page, by address. Pages are loaded when they are first opened. */
export function createRouter() {
  return createBrowserRouter([
    {
      ErrorBoundary: RouteError,
      HydrateFallback: () => null,
      children: [
        {
          path: '/sign-in',
          lazy: async () => ({
            Component: (await import('../features/sign-in/SignInPage.tsx')).SignInPage,
          }),
        },
        {
          lazy: async () => ({ Component: (await import('./Shell.tsx')).Shell }),
          children: [
            {
              ErrorBoundary: RouteError,
              children: [
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
                    return { element: <AppPage renderFailure={renderFailure} /> };
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
                    return { element: <MemberPage renderFailure={renderFailure} /> };
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
                  path: '/scopes/:scope',
                  lazy: async () => {
                    const { ScopePage } = await import('../features/scopes/ScopePage.tsx');
                    return { element: <ScopePage renderFailure={renderFailure} /> };
                  },
                },
                { path: '*', Component: NotFoundPage },
              ],
            },
          ],
        },
      ],
    },
  ]);
}
