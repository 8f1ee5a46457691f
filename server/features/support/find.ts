import { pathPart, unescapePart } from '#contract/path-part.ts';
import { shortestNamePart, type findKinds } from '#contract/support.ts';
import { UpstreamError } from '../../stytch/errors.ts';
import { isMetadataUrl, isStytchId } from '../../stytch/ids.ts';
import type { StytchReader } from '../../stytch/client.ts';
import type { Organization, OrganizationCondition } from '../../stytch/types.ts';
import { readLink } from './link.ts';

/** What was looked for, and where it is. */
export interface Sought {
  kind: (typeof findKinds)[number];
  organizations: readonly Organization[];
  /** Organizations that were found and could not be read. */
  unreadable?: number;
  isCut: boolean;
  /** Path of the page that was meant. */
  page: string | null;
}

interface Deps {
  stytch: Pick<StytchReader, 'organizations' | 'members'>;
  /** Ids of organizations where Grantscope has seen the app. */
  organizationsWith: (appId: string, limit: number) => Promise<string[]>;
  publicOrigin: string;
}

const maxFound = 20;

/** Whatever looks like an id of Stytch's: a kind, `test` or `live`, and a UUID. */
const anyId = /^[a-z][a-z-]*-(?:test|live)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id in a part of a path as `pathPart` wrote it; empty where that is nothing of ours. */
function idIn(part: string): string {
  try {
    return unescapePart(decodeURIComponent(part));
  } catch {
    return '';
  }
}

async function orNone<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    const isNone =
      error instanceof UpstreamError && (error.kind === 'not-found' || error.kind === 'refused');
    if (isNone) return null;
    throw error;
  }
}

function unique(organizations: readonly Organization[]): Organization[] {
  const byId = new Map(organizations.map((found) => [found.organizationId, found]));
  return [...byId.values()];
}

/** What finds organizations by one kind of thing each. */
function createLookups({ stytch, organizationsWith }: Omit<Deps, 'publicOrigin'>) {
  const organization = async (id: string, signal: AbortSignal) => {
    // Stytch takes an id, a slug and an external id alike.
    const found = /^(?!\.{1,2}$)[\w.~|-]{1,128}$/.test(id)
      ? await orNone(stytch.organizations.get(id, { signal }))
      : null;
    return found === null ? [] : [found];
  };

  async function byName(text: string, signal: AbortSignal): Promise<Sought> {
    const search = (condition: OrganizationCondition) =>
      orNone(stytch.organizations.search(condition, maxFound, { signal }));
    const [exact, ...parts] = await Promise.all([
      organization(text, signal),
      ...(Array.from(text).length < shortestNamePart
        ? []
        : [search({ namePart: text }), search({ slugPart: text })]),
    ]);
    const found = unique([...exact, ...parts.flatMap((part) => part?.items ?? [])]);
    return {
      kind: 'organization',
      organizations: found.slice(0, maxFound),
      unreadable: Math.max(0, ...parts.map((part) => part?.unreadable ?? 0)),
      isCut: found.length > maxFound || parts.some((part) => part?.isCut === true),
      page: null,
    };
  }

  async function byEmail(email: string, signal: AbortSignal): Promise<Sought> {
    const condition = { email: email.toLowerCase() };
    const found = await orNone(stytch.organizations.search(condition, maxFound, { signal }));
    const { items: organizations, unreadable } = found ?? { items: [], unreadable: 0 };
    return { kind: 'email', organizations, unreadable, isCut: found?.isCut === true, page: null };
  }

  async function byMember(memberId: string, page: string, signal: AbortSignal) {
    const id = await orNone(stytch.members.organizationOf(memberId, { signal }));
    return { organizations: id === null ? [] : await organization(id, signal), isCut: false, page };
  }

  async function byApp(appId: string, page: string, signal: AbortSignal) {
    const ids = await organizationsWith(appId, maxFound + 1);
    const organizations = await Promise.all(
      ids.slice(0, maxFound).map((id) => organization(id, signal)),
    );
    return { organizations: organizations.flat(), isCut: ids.length > maxFound, page };
  }

  return { organization, byName, byEmail, byMember, byApp };
}

/**
 * Makes what finds customers by whatever support has of them: see `findRequestSchema`. All calls go
 * upstream with the project's secret alone, and tell of organizations, not of their members.
 */
export function createFinder(deps: Deps) {
  const { organization, byName, byEmail, byMember, byApp } = createLookups(deps);

  async function byLink(
    { organizationId, page }: { organizationId: string | null; page: string },
    signal: AbortSignal,
  ): Promise<Sought> {
    const kind = 'link';
    if (organizationId !== null) {
      const organizations = isStytchId('organization', organizationId)
        ? await organization(organizationId, signal)
        : [];
      return { kind, organizations, isCut: false, page };
    }
    // A diagnosis is of a member, whose id comes first.
    const [, of, part = ''] = /^\/(apps|members|diagnose)\/([^/?#]+)/.exec(page) ?? [];
    const id = idIn(part);
    if ((of === 'members' || of === 'diagnose') && isStytchId('member', id)) {
      return { kind, ...(await byMember(id, page, signal)) };
    }
    if (of === 'apps' && isStytchId('connected-app', id))
      return { kind, ...(await byApp(id, page, signal)) };
    return { kind, organizations: [], isCut: false, page };
  }

  return async (text: string, signal: AbortSignal): Promise<Sought> => {
    const link = readLink(text, deps.publicOrigin);
    if (link !== null) return await byLink(link, signal);
    if (isStytchId('member', text)) {
      return { kind: 'member', ...(await byMember(text, `/members/${text}`, signal)) };
    }
    if (isStytchId('connected-app', text)) {
      const found = await byApp(text, `/apps/${pathPart(text)}`, signal);
      // An address is the id of an app only where there is such an app.
      if (!isMetadataUrl(text) || found.organizations.length > 0) return { kind: 'app', ...found };
    }
    if (text.includes('@')) return await byEmail(text, signal);
    const isOther = anyId.test(text) && !isStytchId('organization', text);
    if (isOther) return { kind: 'other-id', organizations: [], isCut: false, page: null };
    return await byName(text, signal);
  };
}
