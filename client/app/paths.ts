/** Addresses of the pages. */
export const paths = {
  apps: () => '/apps',
  app: (id: string) => `/apps/${encodeURIComponent(id)}`,
  signIn: (returnTo?: string) =>
    returnTo === undefined || returnTo === '/apps'
      ? '/sign-in'
      : `/sign-in?return=${encodeURIComponent(returnTo)}`,
} as const;

/**
 * The page to go back to after signing in: a path of ours, or the apps. Anything that a browser
 * could read as another origin is refused (OWASP Unvalidated Redirects Cheat Sheet).
 */
export function safeReturn(returnTo: string | null): string {
  if (returnTo === null || returnTo.length > 2048) return paths.apps();
  if (!/^\/[\w-]/.test(returnTo) || /[\\\p{C}\s]/u.test(returnTo)) return paths.apps();
  const base = 'https://grantscope.invalid';
  if (!URL.canParse(returnTo, base)) return paths.apps();
  const url = new URL(returnTo, base);
  const inside = url.origin === base && !/^\/(?:api|sign-in)(?:\/|$)/i.test(url.pathname);
  return inside ? url.pathname + url.search + url.hash : paths.apps();
}
