/** Addresses of the pages. */
export const paths = {
  apps: () => '/apps',
  app: (id: string) => `/apps/${encodeURIComponent(id)}`,
  signIn: (returnTo?: string) =>
    returnTo === undefined || returnTo === '/apps'
      ? '/sign-in'
      : `/sign-in?return=${encodeURIComponent(returnTo)}`,
} as const;
