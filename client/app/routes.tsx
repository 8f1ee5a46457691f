import { createBrowserRouter, redirect } from 'react-router';
import { NotFoundPage } from './NotFoundPage.tsx';
import { paths } from './paths.ts';
import { RouteError } from './RouteError.tsx';
import { Shell } from './Shell.tsx';

/** Every page, by address. Pages are loaded when they are first opened. */
export function createRouter() {
  return createBrowserRouter([
    {
      ErrorBoundary: RouteError,
      HydrateFallback: () => null,
      children: [
        { path: '/', loader: () => redirect(paths.apps()) },
        {
          path: '/sign-in',
          lazy: async () => ({
            Component: (await import('../features/sign-in/SignInPage.tsx')).SignInPage,
          }),
        },
        {
          Component: Shell,
          children: [
            {
              ErrorBoundary: RouteError,
              children: [
                {
                  path: '/apps',
                  lazy: async () => ({
                    Component: (await import('../features/apps/AppsPage.tsx')).AppsPage,
                  }),
                },
                {
                  path: '/apps/:app',
                  lazy: async () => ({
                    Component: (await import('../features/apps/app-page/AppPage.tsx')).AppPage,
                  }),
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
