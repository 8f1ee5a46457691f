import type { MemberPage } from '#contract/member-page.ts';
import { figureOf, type Figure } from '../../../ui/figure.ts';
import { countAccess, countOfClass, distinctScopes } from './connections.ts';
import { isOfKind, type ConnectionKind } from './list-state.ts';

interface ReachFigure {
  figure: Figure;
  label: string;
}

function exactly(count: number, one: string, many: string): ReachFigure {
  return { figure: figureOf(count, 'exact'), label: count === 1 ? one : many };
}

/**
 * How far the grants of one member reach: every scope counts once, however many apps hold it. What
 * roles make of them is the admins' matter, so it is left out of a member's own page.
 */
export function reachOf({ apps, past, missing }: MemberPage, isOwn: boolean): ReachFigure[] {
  const scopes = distinctScopes(apps);
  const { dormant, unknown } = countAccess(scopes);
  const asleep = figureOf(dormant, unknown === 0 ? 'exact' : 'at-least');
  const gone = figureOf(past.length, missing.includes('history') ? 'at-least' : 'exact');
  return [
    exactly(apps.length, 'app connected', 'apps connected'),
    exactly(scopes.length, 'different scope', 'different scopes'),
    exactly(
      countOfClass(scopes, 'high-risk'),
      'different high-risk scope',
      'different high-risk scopes',
    ),
    ...(isOwn || asleep.count === 0
      ? []
      : [
          {
            figure: asleep,
            label: dormant === 1 ? 'different dormant scope' : 'different dormant scopes',
          },
        ]),
    ...(gone.count === 0
      ? []
      : [{ figure: gone, label: past.length === 1 ? 'past grant' : 'past grants' }]),
  ];
}

/** Whether it is known of every app if it is of a kind. */
function isKindKnown({ apps, missing }: MemberPage, kind: ConnectionKind): boolean {
  switch (kind) {
    case 'high-risk':
      return true;
    case 'dormant':
      return apps.every(({ scopes }) => countAccess(scopes).unknown === 0);
    case 'changed':
      return !missing.includes('history');
    case 'restricted':
      return apps.every(({ app }) => app.policy !== null);
  }
}

/** How many apps are of a kind. */
export function countKind(page: MemberPage, kind: ConnectionKind): Figure {
  const count = page.apps.filter((connection) => isOfKind(connection, kind)).length;
  return figureOf(count, isKindKnown(page, kind) ? 'exact' : 'at-least');
}
