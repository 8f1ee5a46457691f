/**
 * Whose console a page is. Support looks at a customer's under an address of its own, with the same
 * pages; every other page is the console of one's own organization.
 */
export interface Console {
  /** Of the customer; null for one's own console. */
  organizationId: string | null;
  /** What all its addresses begin with. */
  basename: string;
}

const own: Console = { organizationId: null, basename: '/' };

/** Reads from the path of a page which console it belongs to. */
export function consoleAt(pathname: string): Console {
  const [basename, organizationId] =
    /^\/organizations\/([\w-]{1,200})(?=\/|$)/.exec(pathname) ?? [];
  if (basename === undefined || organizationId === undefined) return own;
  return { organizationId, basename };
}

/**
 * The console that was loaded. It never becomes another: from one to the next the whole page is
 * loaded, so that nothing of one customer is left in the next.
 */
export const thisConsole = consoleAt(typeof location === 'undefined' ? '/' : location.pathname);

/** The path of a page of an organization, as it is for everybody: its admins and support. */
export function pathUnder(organizationId: string, path: string): string {
  return `/organizations/${encodeURIComponent(organizationId)}${path === '/' ? '' : path}`;
}

/** A path without its query and fragment. */
function withoutQuery(path: string): string {
  return path.replace(/[?#].*$/s, '');
}

/** A path without what its console begins with. */
function withoutBasename(path: string): string {
  const { basename, organizationId } = consoleAt(withoutQuery(path));
  const rest = organizationId === null ? path : path.slice(basename.length);
  return rest.startsWith('/') ? rest : `/${rest}`;
}

/** The path, with query and fragment, of the page that is open, as it is within its console. */
export function openPath(): string {
  return withoutBasename(openAddress());
}

/** The address that is open, without its origin. */
export function openAddress(): string {
  return location.pathname + location.search + location.hash;
}

/** The path that is open within its console, without query and fragment. */
export function openPathname(): string {
  return withoutQuery(openPath());
}

/**
 * The way to a path of ours from where one looks at an organization: that of a page within the
 * console, as plain paths are in every one, or the address of one that has to be loaded.
 */
export function wayTo(
  path: string,
  organizationId: string,
): { kind: 'here' | 'load'; path: string } {
  const target = consoleAt(withoutQuery(path)).organizationId;
  if (target !== null && target !== organizationId) return { kind: 'load', path };
  return { kind: 'here', path: withoutBasename(path) };
}

/** The address of a page of this console. */
export function addressHere(path: string): string {
  return thisConsole.organizationId === null ? path : pathUnder(thisConsole.organizationId, path);
}

/** The address of the page that is open, as it now is, that leads everybody to the same. */
export function linkToOpenPage(organizationId: string): string {
  return location.origin + pathUnder(organizationId, openPath());
}
