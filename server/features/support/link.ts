/**
 * A link to a page of Grantscope, given whole or from its path on: whose page it is, if it says so,
 * and which one. Null for what is no such link.
 */
export function readLink(
  text: string,
  publicOrigin: string,
): { organizationId: string | null; page: string } | null {
  const isOurs = text.startsWith(`${publicOrigin}/`) || /^\/(?![/\\])/.test(text);
  if (!isOurs || !URL.canParse(text, publicOrigin)) return null;
  const { origin, pathname, search } = new URL(text, publicOrigin);
  if (origin !== publicOrigin) return null;
  const [, organizationId, rest] = /^\/organizations\/([^/]+)(\/.*)?$/.exec(pathname) ?? [];
  return {
    organizationId: organizationId ?? null,
    page: (organizationId === undefined ? pathname : (rest ?? '/')) + search,
  };
}
