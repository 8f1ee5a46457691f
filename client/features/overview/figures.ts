import type { Overview } from '#contract/overview.ts';
import { sizeOf } from '#contract/people.ts';
import {
  boundOf,
  countInactive,
  memberShare,
  othersWords,
  peopleWords,
} from '../../table/people.ts';
import { figureOf, formatFigure, type Figure } from '../../ui/figure.ts';
import { formatCount, formatCountOf } from '../../ui/format.ts';

/** One tile of the overview. */
export interface Tile {
  /** The view that lists what is counted; null where nothing is. */
  href: string | null;
  figure: Figure;
  /** Of how many; null where that is not known or there is none. */
  of: number | null;
  label: string;
  note: string;
  tone: 'high-risk' | 'warning' | null;
}

const inactiveAt = '/members?status=pending&status=invited&status=deleted&status=unknown';

function appsTile({ scopes, graph }: Overview): Tile {
  const all = graph.apps + graph.unread.length;
  const inAll = formatFigure(figureOf(scopes.length, boundOf(graph)));
  const noun = scopes.length === 1 ? 'scope' : 'scopes';
  return {
    href: '/apps',
    figure: figureOf(all, 'exact'),
    of: null,
    label: all === 1 ? 'connected app' : 'connected apps',
    note:
      graph.unread.length === 0
        ? `with ${inAll} ${noun} in all`
        : `${formatCount(graph.apps)} of ${formatCount(all)} read, with ${inAll} ${noun}`,
    tone: null,
  };
}

function membersTile({ graph, memberCount }: Overview): Tile {
  const { people } = graph;
  const { members, of } = memberShare(people, memberCount, boundOf(graph));
  const others = othersWords(people);
  const everyone = formatFigure(figureOf(sizeOf(people), boundOf(graph)));
  const known = others === null ? 'connected an app' : `connected an app; so did ${others}`;
  return {
    href: '/members',
    figure: members,
    of,
    label: 'members',
    note: people.unread === 0 ? known : `not known which of ${everyone} people with access`,
    tone: null,
  };
}

function grantsTile({ graph, grants }: Overview): Tile {
  const bound = boundOf(graph);
  const people = sizeOf(graph.people);
  const average = (grants / Math.max(1, people)).toFixed(1);
  return {
    href: '/members?sort=-apps',
    figure: figureOf(grants, bound),
    of: null,
    label: grants === 1 ? 'grant' : 'grants',
    note:
      bound === 'exact'
        ? `${average} apps per person on average`
        : 'in the apps that could be read',
    tone: null,
  };
}

function highRiskTile({ graph, highRiskGrants, highRiskPeople }: Overview): Tile {
  const figure = figureOf(highRiskGrants, boundOf(graph));
  const people = formatFigure(figureOf(highRiskPeople, boundOf(graph)));
  return {
    href: highRiskGrants === 0 ? null : '/members?class=high-risk',
    figure,
    of: null,
    label: highRiskGrants === 1 ? 'high-risk grant' : 'high-risk grants',
    note:
      figure.count === null
        ? 'not known until every app is read'
        : `by ${people} ${highRiskPeople === 1 ? 'person' : 'people'}`,
    tone: highRiskGrants === 0 ? null : 'high-risk',
  };
}

/** Of which kinds the inactive people are, in the words of their statuses. */
function kindsOf({ graph: { people } }: Overview): string {
  return [
    people.former === 0 ? [] : `${formatCount(people.former)} deleted`,
    people.pending === 0 ? [] : `${formatCount(people.pending)} pending`,
    people.invited === 0 ? [] : `${formatCount(people.invited)} invited`,
    people.unknown === 0 ? [] : `${formatCount(people.unknown)} unknown`,
    people.unread === 0 ? [] : `${formatCount(people.unread)} not read`,
  ]
    .flat()
    .join(', ');
}

function inactiveTile(overview: Overview, mayReadMembers: boolean): Tile {
  const { people } = overview.graph;
  const figure = countInactive(people, boundOf(overview.graph));
  const whyNot =
    people.unread === 0
      ? 'not known until every app is read'
      : mayReadMembers
        ? `not known: ${formatCountOf(people.unread, 'name')} could not be read`
        : 'not known: your roles don’t show who members are';
  const isNone = figure.count === 0 && figure.bound === 'exact';
  return {
    href: figure.count === null || isNone ? null : inactiveAt,
    figure,
    of: null,
    label: figure.count === 1 ? 'inactive person with access' : 'inactive people with access',
    note: isNone
      ? 'Everyone with access is active'
      : figure.count === null
        ? whyNot
        : kindsOf(overview),
    tone: figure.count === null || isNone ? null : 'warning',
  };
}

/** The organization in five figures. */
export function tilesOf(overview: Overview, mayReadMembers: boolean): Tile[] {
  return [
    appsTile(overview),
    membersTile(overview),
    grantsTile(overview),
    highRiskTile(overview),
    inactiveTile(overview, mayReadMembers),
  ];
}

/** The overview in two sentences. */
export function leadOf(overview: Overview): string {
  const { graph, memberCount, grants, highRiskGrants } = overview;
  const all = formatCountOf(graph.apps + graph.unread.length, 'app');
  if (graph.apps + graph.unread.length === 0) return 'No apps connected yet.';
  if (graph.unread.length > 0) {
    return `${formatCount(graph.apps)} of ${all} could be read. Counts are of those.`;
  }
  const who = peopleWords(graph.people, memberCount);
  const grave = `${formatCount(highRiskGrants)} of ${formatCountOf(grants, 'grant')}`;
  const verb = sizeOf(graph.people) === 1 ? 'has' : 'have';
  return `${who} ${verb} connected ${all}. ${grave} ${highRiskGrants === 1 ? 'includes' : 'include'} high-risk access.`;
}

/** A share of all people with access. */
export interface SingleFlight {
  /** How much of a full bar it is, 0 to 1. */
  bar: number;
  /** In per cent, rounded; null while it is not known of how many it is. */
  percent: number | null;
}

/** What share of everyone with access so many people are: bars and per cents of one base. */
export function shareOf({ graph }: Pick<Overview, 'graph'>, people: number): SingleFlight {
  const bar = people / Math.max(1, sizeOf(graph.people));
  return { bar, percent: boundOf(graph) === 'exact' ? Math.round(100 * bar) : null };
}
