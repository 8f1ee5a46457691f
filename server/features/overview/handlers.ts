import type { Overview } from '#contract/overview.ts';
import { presentGraph } from '../../graph/graph-state.ts';
import type { Graphs, WholeGraph } from '../../graph/graphs.ts';
import type { GrantObserver } from '../../observations/observer.ts';
import type { OrganizationFacts } from '../../live/facts.ts';
import { readMemberCount } from '../../live/member-count.ts';
import type { ObservationRecord } from '../../observations/record.ts';
import type { Summaries, Summarise } from '../../graph/summaries.ts';
import type { Handlers, Viewer } from '../../http/handler.ts';
import type { ScopeClassifier } from '../../scopes/classifier.ts';

interface Deps {
  graphs: Graphs;
  summarise: Summarise;
  facts: OrganizationFacts;
  record: ObservationRecord;
  observer: GrantObserver;
  classifier: ScopeClassifier;
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
      people: members.length,
      highRiskPeople: byApp[index]?.highRiskPeople ?? 0,
    }))
    .toSorted((a, b) => b.people - a.people || byText(a.name, b.name) || byText(a.id, b.id));
}

function presentScopes(
  { grants }: WholeGraph,
  { byScope }: Summaries,
  classifier: ScopeClassifier,
) {
  return grants.scopes
    .map((name, index) => ({
      name,
      class: classifier.classify(name).class,
      apps: byScope.apps[index] ?? 0,
      people: byScope.people[index] ?? 0,
    }))
    .toSorted((a, b) => b.people - a.people || byText(a.name, b.name));
}

/** As far back as news go, for whoever was here since. */
const newsMs = 7 * 24 * 60 * 60_000;

/**
 * What changed in the last seven days, or since the viewer's last visit where that is longer ago, and
 * what of it is new to them; null where it is not known. A visit goes on as long as somebody works
 * here, so what is new is marked in the news instead of being all of them.
 */
async function readNews(deps: Deps, viewer: Viewer): Promise<Overview['news']> {
  const { record, observer, now } = deps;
  const { organizationId } = viewer;
  // Asked first: what is recorded while the rest is read is then asked for once more.
  const pending = observer.isPending(organizationId);
  const lastVisitAt = await record.lastVisit(viewer, now());
  const from = Math.min(now() - newsMs, lastVisitAt ?? Infinity);
  const [changes, sinceVisit] = await Promise.all([
    record.countChanges(organizationId, from, now()),
    lastVisitAt === null ? [] : record.countChanges(organizationId, lastVisitAt, now()),
  ]);
  if (changes === null || sinceVisit === null) return null;
  return { from, changes, lastVisitAt, sinceVisit, pending };
}

/** Makes the handler of the overview: the whole graph in a few figures. */
export function createOverviewHandlers(deps: Deps): Pick<Handlers, 'overview'> {
  const { graphs, summarise, facts, classifier } = deps;
  return {
    async overview({ viewer, signal }) {
      const [graph, memberCount] = await Promise.all([
        graphs.read(viewer, { newerThan: null, signal, mayBeOld: true }),
        readMemberCount(facts, viewer),
      ]);
      const summaries = await summarise(graph.grants);
      // After the graph: what was just read is otherwise missing from the news beside it.
      const news = await readNews(deps, viewer);
      return {
        graph: presentGraph(graph),
        ...memberCount,
        grants: summaries.grants,
        highRiskGrants: summaries.highRiskGrants,
        highRiskPeople: summaries.highRisk.reduce((sum, count) => sum + Number(count > 0), 0),
        apps: presentApps(graph, summaries),
        scopes: presentScopes(graph, summaries, classifier),
        news,
      };
    },
  };
}
