const home = '/';

/**
 * The page to go back to after signing in: a path of ours, or the first page. Anything that a browser
 * could read as another origin is refused (OWASP Unvalidated Redirects Cheat Sheet).
 */
export function safeReturn(returnTo: string | null): string {
  if (returnTo === null || returnTo.length > 2048) return home;
  if (!/^\/[\w-]/.test(returnTo) || /[\\\p{C}\s]/u.test(returnTo)) return home;
  const base = 'https://grantscope.invalid';
  if (!URL.canParse(returnTo, base)) return home;
  const url = new URL(returnTo, base);
  const inside = url.origin === base && !/^\/(?:api|sign-in)(?:\/|$)/i.test(url.pathname);
  return inside ? url.pathname + url.search + url.hash : home;
}
