import { memberStatuses } from '#contract/members.ts';
import type { MemberTableHead } from '#contract/member-table.ts';
import { packHead, packRows } from '#contract/packed-rows.ts';
import { AppError } from '../../errors.ts';
import { readAccess } from '../../views/access.ts';
import type { Directory } from '../../live/directory.ts';
import type { OrganizationFacts } from '../../live/facts.ts';
import { presentGraph, versionOf } from '../../graph/graph-state.ts';
import type { Graphs, WholeGraph } from '../../graph/graphs.ts';
import { readMemberCount } from '../../live/member-count.ts';
import { orNull } from '../../live/or-null.ts';
import type { ObservationRecord } from '../../observations/record.ts';
import { shownTo } from '../../views/shown-member.ts';
import type { Summarise } from '../../graph/summaries.ts';
import { EncodedResponse } from '../../http/encoded-response.ts';
import type { Handlers, Viewer } from '../../http/handler.ts';
import { withoutRules, type ScopeClassifier } from '../../scopes/classifier.ts';
import type { StytchReader } from '../../stytch/client.ts';
import { isNotFound } from '../../stytch/errors.ts';
import { isStytchId } from '../../stytch/ids.ts';
import { presentPage, type PageParts } from './page.ts';

/** Handlers of the organization's members. */
export type MemberHandlers = Pick<
  Handlers,
  'memberLookup' | 'members' | 'member' | 'myConnectedApps'
>;

interface Deps {
  stytch: StytchReader;
  directory: Directory;
  facts: OrganizationFacts;
  graphs: Graphs;
  summarise: Summarise;
  record: ObservationRecord;
  classifier: ScopeClassifier;
  now: () => number;
}

/** What surrounds the grants of a member, whoever it is. */
async function readSurroundings({ facts, record }: Deps, viewer: Viewer, memberId: string) {
  const { organizationId } = viewer;
  const [organization, access, history] = await Promise.all([
    orNull(facts.organization(organizationId)),
    readAccess(facts, organizationId),
    record.historyOfMember(organizationId, memberId),
  ]);
  return { organization, ...access, history };
}

/**
 * Who a member is; undefined where it could not be read, or may not be. For support, which has no
 * session here, nobody else checks whose member it is: then it throws.
 */
async function readMember({ directory }: Deps, viewer: Viewer, id: string, signal: AbortSignal) {
  if (!viewer.can.readMembers) return undefined;
  const reading = directory.lookUp(viewer, [id], signal);
  const found = await (viewer.support === null ? orNull(reading) : reading);
  if (found === null) return undefined;
  const [member] = found.items;
  if (member !== undefined || found.unreadable === 0) return member ?? null;
  if (viewer.support !== null) throw new AppError('upstream-invalid');
  return undefined;
}

/** What an id connected by the graph: empty for a member without grants and for nobody alike. */
function grantsInGraph({ grants }: WholeGraph, memberId: string): PageParts['grants']['items'] {
  const number = grants.members.numberOf(memberId);
  if (number === null) return [];
  return grants.apps.flatMap(({ app, members, sets }) => {
    const row = members.indexOf(number);
    if (row === -1) return [];
    const set = grants.scopeSets[sets[row] ?? -1] ?? [];
    return [{ app, grantedScopes: set.map((scope) => grants.scopes[scope] ?? '') }];
  });
}

/** What somebody whom Stytch does not know connected: the grants that the apps themselves name. */
async function readFromApps(
  { graphs }: Deps,
  viewer: Viewer,
  memberId: string,
  signal: AbortSignal,
): Promise<{ isKnown: boolean; grants: PageParts['grants'] }> {
  const graph = await graphs.read(viewer, { newerThan: null, signal });
  // What the apps do not tell is said of the whole graph, not of one member.
  return { isKnown: false, grants: { items: grantsInGraph(graph, memberId), unreadable: 0 } };
}

/**
 * What a member connected, and whether Stytch knows them. It does not know everybody who still holds
 * a grant.
 */
async function readGrants(
  deps: Deps,
  viewer: Viewer,
  memberId: string,
  signal: AbortSignal,
): ReturnType<typeof readFromApps> {
  try {
    const grants = await deps.stytch.connectedApps.ofMember(viewer, memberId, { signal });
    return { isKnown: true, grants };
  } catch (error) {
    if (!isNotFound(error)) throw error;
    return await readFromApps(deps, viewer, memberId, signal);
  }
}

const unknownMember = (memberId: string): PageParts['member'] => ({
  memberId,
  name: '',
  email: '',
  status: 'unknown',
});

/** Everyone who connected an app, packed; names are read apart. */
async function encodeMembers(deps: Deps, viewer: Viewer, signal: AbortSignal) {
  const { graphs, summarise, facts, classifier } = deps;
  const [graph, policy, { memberCount, missing }] = await Promise.all([
    graphs.read(viewer, { newerThan: null, signal, mayBeOld: true }),
    orNull(facts.policy()),
    readMemberCount(facts, viewer),
  ]);
  const { grants } = graph;
  const { apps, highRisk, unions, scopeSets } = await summarise(grants);
  const { layout, bytes } = packRows({
    ids: grants.members.idsOf(unions.map((_, number) => number)),
    sets: unions,
    scopeSets,
    extras: [apps, highRisk],
  });
  const head: MemberTableHead = {
    graph: presentGraph(graph),
    memberCount,
    missing: policy === null ? [...missing, 'scope-descriptions'] : missing,
    scopes: withoutRules(classifier.describe(grants.scopes, policy)),
    layout,
  };
  const start = packHead(head);
  return EncodedResponse.of(grants.asOf, [versionOf(graph), start], [start, bytes]);
}

/**
 * Makes the handlers. Everything stays inside the viewer's organization: an id of another one is
 * answered exactly as an id that never existed.
 */
export function createMemberHandlers(deps: Deps): MemberHandlers {
  const { stytch, directory, graphs, classifier, now } = deps;
  return {
    async memberLookup({ viewer, body, signal }) {
      const wanted = [...new Set(body.ids)].filter((id) => isStytchId('member', id));
      // Beside an old graph the names that were read with it do.
      const oldFrom = graphs.oldShownFrom(viewer);
      const { items: members, unreadable } = await directory.lookUp(
        viewer,
        wanted,
        signal,
        oldFrom,
      );
      const shown = members.map((member) => shownTo(viewer, member));
      return {
        asOf: oldFrom ?? now(),
        ids: members.map(({ memberId }) => memberId),
        names: shown.map(({ name }) => name),
        emails: shown.map(({ email }) => email),
        statuses: members.map(({ status }) => memberStatuses.indexOf(status)),
        unreadable,
      };
    },

    members: ({ viewer, signal }) => encodeMembers(deps, viewer, signal),

    async member({ viewer, params, signal }) {
      const id = params['member'] ?? '';
      if (!isStytchId('member', id)) throw new AppError('not-found');
      const [told, member, surroundings] = await Promise.all([
        readGrants(deps, viewer, id, signal),
        readMember(deps, viewer, id, signal),
        readSurroundings(deps, viewer, id),
      ]);
      // Stytch may tell support of the members of others, too.
      const isOurs =
        viewer.support === null || member !== null || (surroundings.history ?? []).length > 0;
      const { isKnown, grants } = isOurs ? told : await readFromApps(deps, viewer, id, signal);
      // What Stytch answers about somebody it does not know is documented nowhere.
      const isNobody =
        (member === null || !isKnown) && grants.items.length + grants.unreadable === 0;
      if (isNobody && (surroundings.history ?? []).length === 0) throw new AppError('not-found');
      const known = member ?? unknownMember(id);
      const parts = { ...surroundings, grants, member: { ...known, ...shownTo(viewer, known) } };
      const page = presentPage(parts, classifier, now());
      const isMissing = member === undefined && viewer.can.readMembers;
      return isMissing ? { ...page, missing: ['member', ...page.missing] } : page;
    },

    async myConnectedApps({ viewer, signal }) {
      const { memberId, self } = viewer;
      const [grants, surroundings] = await Promise.all([
        stytch.connectedApps.ofMember(viewer, memberId, { signal }),
        readSurroundings(deps, viewer, memberId),
      ]);
      const { name, email, roleIds } = self;
      // Roles of one's own session hold in it, however one came by them.
      const roles = roleIds.map((roleId) => ({ roleId, sources: ['direct' as const] }));
      const member = { memberId, name, email, status: 'active' as const, roles };
      return presentPage({ ...surroundings, grants, member }, classifier, now());
    },
  };
}
