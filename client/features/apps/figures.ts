import type { ConnectedAppList, ListedApp, Reach } from '#contract/connected-apps.ts';
import { figureOf, formatFigure, type Bound, type Figure } from '../../ui/figure.ts';
import { formatCount, formatCountOf } from '../../ui/format.ts';
import { countOfClass, hasMark, type Known, type ListMark } from './list-state.ts';

/** How far each app of the list has been read. */
export interface Reaches {
  known: ReadonlyMap<string, Reach>;
  /** Whether all have come, or failed to. */
  settled: boolean;
}

/** How far a count over all apps can be believed. */
function boundOf(apps: readonly ListedApp[], { known, settled }: Reaches): Bound {
  if (known.size === apps.length) return 'exact';
  return settled ? 'at-least' : 'so-far';
}

/** How many apps a mark fits; not known where nothing tells. */
export function countMarked(
  { apps, missing }: Pick<ConnectedAppList, 'apps' | 'missing'>,
  mark: ListMark,
  reaches: Reaches,
  known: Known,
): Figure {
  if (mark === 'new' && missing.includes('history')) return { count: null, bound: 'exact' };
  const isKnown = (app: ListedApp) =>
    (mark !== 'high-risk' || reaches.known.has(app.id)) &&
    (mark !== 'restricted' || app.policy !== null);
  const count = apps.filter((app) => isKnown(app) && hasMark(app, mark, known)).length;
  if (mark === 'high-risk') return figureOf(count, boundOf(apps, reaches));
  return figureOf(count, apps.every(isKnown) ? 'exact' : 'at-least');
}

/** The list in a line; `rows` are those that all apps make when nothing is filtered. */
export function leadOf(list: ConnectedAppList, reaches: Reaches, rows: number): string {
  const { apps, memberCount } = list;
  if (apps.length === 0) return 'No apps connected yet.';
  const highRisk = [...reaches.known.values()].filter(
    (reach) => countOfClass(reach, 'high-risk') > 0,
  ).length;
  const fresh = apps.filter(({ isNew }) => isNew).length;
  const inRows = rows === apps.length ? '' : ` in ${formatCountOf(rows, 'row')}`;
  return [
    formatCountOf(apps.length, 'connected app') + inRows,
    ...(memberCount === null ? [] : [formatCountOf(memberCount, 'member')]),
    ...(reaches.settled
      ? [`${formatFigure(figureOf(highRisk, boundOf(apps, reaches)))} with high-risk scopes`]
      : []),
    ...(fresh === 0 ? [] : [`${formatCount(fresh)} new since your last visit`]),
  ].join(' · ');
}

/** How many apps are shown, in words. */
export function resultOf(shown: number, all: number): string {
  const words = formatCountOf(all, 'app');
  return shown === all ? words : `${formatCount(shown)} of ${words}`;
}

/** The most people of any app that has been read, for which a full bar stands. */
export function widestOf({ known }: Reaches): number {
  return [...known.values()].reduce((most, { people }) => Math.max(most, people), 1);
}
