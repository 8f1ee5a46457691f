import type { Overview } from '#contract/overview.ts';
import { presentGraph } from '../../graph/graph-state.ts';
import type { Graphs, WholeGraph } from '../../graph/graphs.ts';
import type { OrganizationFacts } from '../../graph/facts.ts';
import { orNull } from '../../graph/or-null.ts';
import type { SightingRecord } from '../../graph/record.ts';
import type { Summaries, Summarise } from '../../graph/summaries.ts';
import type { Handlers, Viewer } from '../../http/handler.ts';
import type { ScopeBook } from '../../scopes/book.ts';

interface Deps {
  graphs: Graphs;
  summarise: Summarise;
  facts: OrganizationFacts;
  record: SightingRecord;
  book: ScopeBook;
  now: () => number;
}

const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));

function presentApps({ grants }: WholeGraph, { byApp }: Summaries): Overview['apps'] {
  return grants.apps
    .map(({ app, members }, index) => ({
      id: app.connectedAppId,
      name: app.name,
      clientType: app.clientType,
      hasLogo: app.logoUrl !== null,
      members: members.length,
      sensitiveMembers: byApp[index]?.sensitiveMembers ?? 0,
    }))
    .toSorted((a, b) => b.members - a.members || byText(a.name, b.name) || byText(a.id, b.id));
}

function countDeparted({ names }: WholeGraph): Overview['departed'] {
  if (names === null) return null;
  const counts = { deleted: 0, pending: 0, unknown: 0 };
  for (const member of names.members) {
    if (member === undefined || member?.status === 'active') continue;
    if (member === null || member.status === 'unknown') counts.unknown += 1;
    else if (member.status === 'deleted') counts.deleted += 1;
    else counts.pending += 1;
  }
  return counts;
}

function presentScopes({ grants }: WholeGraph, { byScope }: Summaries, book: ScopeBook) {
  return grants.scopes
    .map((name, index) => ({
      name,
      class: book.classify(name).class,
      apps: byScope.apps[index] ?? 0,
      members: byScope.members[index] ?? 0,
    }))
    .toSorted((a, b) => b.members - a.members || byText(a.name, b.name));
}

/** As far back as support looks, which does not come to an organization again and again. */
const supportMs = 7 * 24 * 60 * 60_000;

/**
 * What was found since the viewer's last visit, or for support in the last days; null on the first
 * visit, and where it is not known.
 */
async function readNews({ record, now }: Deps, viewer: Viewer): Promise<Overview['news']> {
  const since = viewer.support === null ? await record.lastVisit(viewer, now()) : now() - supportMs;
  if (since === null) return null;
  const changes = await record.countChanges(viewer.organizationId, since, now());
  return changes === null ? null : { since, changes };
}

/** Makes the handler of the overview: the whole graph in a few figures. */
export function createOverviewHandlers(deps: Deps): Pick<Handlers, 'overview'> {
  const { graphs, summarise, facts, book } = deps;
  return {
    async overview({ viewer, signal }) {
      const [graph, news, memberCount] = await Promise.all([
        graphs.read(viewer, { newerThan: null, signal }),
        readNews(deps, viewer),
        viewer.can.readMembers ? orNull(facts.memberCount(viewer)) : null,
      ]);
      const summaries = await summarise(graph.grants);
      return {
        graph: presentGraph(graph),
        memberCount,
        members: graph.grants.members.size,
        grants: summaries.grants,
        sensitiveGrants: summaries.sensitiveGrants,
        sensitiveMembers: summaries.sensitive.reduce((sum, count) => sum + Number(count > 0), 0),
        departed: countDeparted(graph),
        apps: presentApps(graph, summaries),
        scopes: presentScopes(graph, summaries, book),
        news,
      };
    },
  };
}
