import { useLocation } from 'react-router';
import { pathPart, unescapePart, wellFormed } from '#contract/path-part.ts';

/** The text that one part of a path stands for, also of an address with percent signs only; never throws. */
export function readPart(part: string): string {
  let text = part;
  try {
    text = decodeURIComponent(part);
  } catch {
    // Typed by hand: what is no escape is meant as it stands.
  }
  return unescapePart(text);
}

/** A path as this program writes it: one slash between its parts, none at its end, each part escaped alike. */
export function canonicalPath(pathname: string): string {
  return `/${pathname
    .split('/')
    .filter((part) => part !== '')
    .map((part) => pathPart(readPart(part)))
    .join('/')}`;
}

/** Writes the address of the page that was loaded as this program does, so that all that compares paths may. */
export function tidyAddress(): void {
  const path = canonicalPath(location.pathname);
  if (path === location.pathname) return;
  history.replaceState(history.state, '', path + location.search + location.hash);
}

/**
 * Part of the path of the page that is open, from 1; empty where it is shorter. The router's own
 * parameters undo escapes twice, so that `a%2Fb` and `a/b` would be one.
 */
export function usePathPart(at: number): string {
  return readPart(useLocation().pathname.split('/')[at] ?? '');
}

/** Addresses of the pages. */
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
  /** The desk of support; with the path of a page, also with what it may be looked up already. */
  support: (link?: string) =>
    link === undefined ? '/support' : `/support?link=${encodeURIComponent(wellFormed(link))}`,
  signIn: (returnTo?: string) =>
    returnTo === undefined || returnTo === '/'
      ? '/sign-in'
      : `/sign-in?return=${encodeURIComponent(wellFormed(returnTo))}`,
  /** Where a tab goes whose session was ended in another one. */
  signInAfterOtherTab: (returnTo?: string) => {
    const to = paths.signIn(returnTo);
    return `${to}${to.includes('?') ? '&' : '?'}ended=another-tab`;
  },
} as const;
