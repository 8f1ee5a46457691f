/**
 * The organization whose pages are open. Support sees a customer's pages under
 * `/organizations/<id>`; all other paths belong to the viewer's own organization.
 */
export interface Console {
  /** The customer's id; null in the viewer's own console. */
  organizationId: string | null;
  /** Prefix of all paths in this console. */
  basename: string;
}

const own: Console = { organizationId: null, basename: '/' };

/** The console that a path belongs to. */
export function consoleAt(pathname: string): Console {
  const [basename, organizationId] =
    /^\/organizations\/([\w-]{1,200})(?=\/|$)/.exec(pathname) ?? [];
  if (basename === undefined || organizationId === undefined) return own;
  return { organizationId, basename };
}

/**
 * The console of this page load. Moving to another console reloads the page, so that no data of one
 * customer is left in the next.
 */
export const thisConsole = consoleAt(typeof location === 'undefined' ? '/' : location.pathname);

/** The path of a page of an organization that works for its admins and for support. */
export function pathUnder(organizationId: string, path: string): string {
  return `/organizations/${encodeURIComponent(organizationId)}${path === '/' ? '' : path}`;
}

function withoutQuery(path: string): string {
  return path.replace(/[?#].*$/s, '');
}

/** A path without its console's prefix; always starts with a slash. */
function withoutBasename(path: string): string {
  const { basename, organizationId } = consoleAt(withoutQuery(path));
  const rest = organizationId === null ? path : path.slice(basename.length);
  return rest.startsWith('/') ? rest : `/${rest}`;
}

/** Path, query and fragment of the open page, within its console. */
export function openPath(): string {
  return withoutBasename(openAddress());
}

/** Path, query and fragment of the open page, with the prefix of its console. */
export function openAddress(): string {
  return location.pathname + location.search + location.hash;
}

/** Path of the open page within its console, without query and fragment. */
export function openPathname(): string {
  return withoutQuery(openPath());
}

/**
 * How to reach one of our paths from the console of `organizationId`: `here` is a path for the router,
 * `load` needs a page load because it belongs to another organization. A path without an organization
 * is always `here`.
 */
export function wayTo(
  path: string,
  organizationId: string,
): { kind: 'here' | 'load'; path: string } {
  const target = consoleAt(withoutQuery(path)).organizationId;
  if (target !== null && target !== organizationId) return { kind: 'load', path };
  return { kind: 'here', path: withoutBasename(path) };
}

/** Adds the prefix of this console to a path. */
export function addressHere(path: string): string {
  return thisConsole.organizationId === null ? path : pathUnder(thisConsole.organizationId, path);
}

/** Absolute URL of the open page that works for admins of the organization and for support. */
export function linkToOpenPage(organizationId: string): string {
  return location.origin + pathUnder(organizationId, openPath());
}
