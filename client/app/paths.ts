/** Addresses of the pages. */
export const paths = {
  overview: () => '/',
  apps: () => '/apps',
  app: (id: string) => `/apps/${encodeURIComponent(id)}`,
  members: () => '/members',
  member: (id: string) => `/members/${encodeURIComponent(id)}`,
  scopes: () => '/scopes',
  scope: (name: string) => `/scopes/${encodeURIComponent(name)}`,
  changes: () => '/changes',
  mine: () => '/mine',
  signIn: (returnTo?: string) =>
    returnTo === undefined || returnTo === '/'
      ? '/sign-in'
      : `/sign-in?return=${encodeURIComponent(returnTo)}`,
} as const;
