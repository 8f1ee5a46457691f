import { useLocation } from 'react-router';
import { pathPart, unescapePart, wellFormed } from '#contract/path-part.ts';

/** Decodes one path segment. Never throws: a segment with a malformed escape is taken literally. */
export function readPart(part: string): string {
  let text = part;
  try {
    text = decodeURIComponent(part);
  } catch {
    // Typed by hand: a `%` that begins no escape stands for itself.
  }
  return unescapePart(text);
}

/** The canonical form of a path: single slashes, no trailing slash, every segment escaped the same way. */
export function canonicalPath(pathname: string): string {
  return `/${pathname
    .split('/')
    .filter((part) => part !== '')
    .map((part) => pathPart(readPart(part)))
    .join('/')}`;
}

/** Replaces the URL of the loaded page by its canonical form, so that paths can be compared as text. */
export function tidyAddress(): void {
  const path = canonicalPath(location.pathname);
  if (path === location.pathname) return;
  history.replaceState(history.state, '', path + location.search + location.hash);
}

/**
 * Segment `at` of the open page's path, counted from 1; empty if the path is shorter. Don't use the
 * router's params: they decode twice, so `a%2Fb` and `a/b` become the same.
 */
export function usePathPart(at: number): string {
  return readPart(useLocation().pathname.split('/')[at] ?? '');
}

/** Paths of the pages, within a console. */
export const paths = {
  overview: () => '/',
  apps: () => '/apps',
  app: (id: string) => `/apps/${pathPart(id)}`,
  members: () => '/members',
  member: (id: string) => `/members/${pathPart(id)}`,
  scopes: () => '/scopes',
  scope: (name: string) => `/scopes/${pathPart(name)}`,
  diagnosis: (member: string, app: string) => `/diagnose/${pathPart(member)}/${pathPart(app)}`,
  changes: () => '/changes',
  activity: () => '/activity',
  /** The activity of one support case. */
  activityOfCase: (id: string) => `/activity?${new URLSearchParams({ case: id }).toString()}`,
  mine: () => '/mine',
  /** The desk; `link` is the path of a page, which the desk searches for at once. */
  support: (link?: string) =>
    link === undefined ? '/support' : `/support?link=${encodeURIComponent(wellFormed(link))}`,
  signIn: (returnTo?: string) =>
    returnTo === undefined || returnTo === '/'
      ? '/sign-in'
      : `/sign-in?return=${encodeURIComponent(wellFormed(returnTo))}`,
  /** The sign-in page for a tab whose session ended in another tab. */
  signInAfterOtherTab: (returnTo?: string) => {
    const to = paths.signIn(returnTo);
    return `${to}${to.includes('?') ? '&' : '?'}ended=another-tab`;
  },
} as const;
