/** Addresses of the pages. */
export const paths = {
  overview: () => '/',
  apps: () => '/apps',
  app: (id: string) => `/apps/${encodeURIComponent(id)}`,
  members: () => '/members',
  member: (id: string) => `/members/${encodeURIComponent(id)}`,
  scopes: () => '/scopes',
  scope: (name: string) => `/scopes/${encodeURIComponent(name)}`,
  diagnosis: (member: string, app: string) =>
    `/diagnose/${encodeURIComponent(member)}/${encodeURIComponent(app)}`,
  changes: () => '/changes',
  activity: () => '/activity',
  mine: () => '/mine',
  /** The desk of support; with the path of a page, also with what it may be looked up already. */
  support: (link?: string) =>
    link === undefined ? '/support' : `/support?link=${encodeURIComponent(link)}`,
  signIn: (returnTo?: string) =>
    returnTo === undefined || returnTo === '/'
      ? '/sign-in'
      : `/sign-in?return=${encodeURIComponent(returnTo)}`,
} as const;
