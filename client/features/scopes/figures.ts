import type { GraphState } from '#contract/graph.ts';
import { sizeOf } from '#contract/people.ts';
import type { ScopeList } from '#contract/scope-views.ts';
import { boundOf } from '../../table/people.ts';
import { figureOf, formatFigure, type Figure } from '../../ui/figure.ts';
import { formatCount, formatCountOf } from '../../ui/format.ts';
import type { ListedScope } from './list-state.ts';

/** What the list says of one scope. */
export interface ScopeFigures {
  /** Everyone who granted it, and of how many; that is null while not every app is read. */
  people: Figure;
  ofPeople: number | null;
  /** The same as a part of a full bar, 0 to 1. */
  bar: number;
  apps: Figure;
  /** Of how many apps, those that could not be read included. */
  ofApps: number;
  /** People whose roles allow none of it; null where it does not depend on roles. */
  dormant: Figure | null;
  /** People of whom that is not known, beside a `dormant` that is. */
  unknown: number;
}

/** The figures of one scope of an organization's graph. */
export function figuresOfScope(scope: ListedScope, graph: GraphState): ScopeFigures {
  const bound = boundOf(graph);
  const everyone = sizeOf(graph.people);
  const unknown = scope.dormant?.unknown ?? 0;
  return {
    people: figureOf(scope.people, bound),
    ofPeople: bound === 'exact' ? everyone : null,
    bar: scope.people / Math.max(1, everyone),
    apps: figureOf(scope.apps, bound),
    ofApps: graph.apps + graph.unread.length,
    dormant:
      scope.dormant === null
        ? null
        : figureOf(scope.dormant.people, unknown === 0 ? bound : 'at-least'),
    unknown,
  };
}

/** The list in a line. */
export function leadOf({ scopes, graph }: Pick<ScopeList, 'scopes' | 'graph'>): string {
  const { apps, unread } = graph;
  if (apps + unread.length === 0) return 'No scopes in use yet.';
  const bound = boundOf(graph);
  const highRisk = scopes.filter((scope) => scope.class === 'high-risk').length;
  const readOf = unread.length === 0 ? '' : `${formatCount(apps)} of `;
  const inUse = `${formatFigure(figureOf(scopes.length, bound))} ${scopes.length === 1 ? 'scope' : 'scopes'}`;
  return [
    `${inUse} in use by ${readOf}${formatCountOf(apps + unread.length, 'app')}`,
    `${formatFigure(figureOf(highRisk, bound))} high-risk`,
  ].join(' · ');
}

/** How many are shown, in words. */
export function resultOf(shown: number, all: number): string {
  const words = formatCountOf(all, 'scope');
  return shown === all ? words : `${formatCount(shown)} of ${words}`;
}
