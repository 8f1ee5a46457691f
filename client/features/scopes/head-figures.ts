import { accessStates, type AccessState } from '#contract/access.ts';
import { memberStatuses, type MemberStatus } from '#contract/members.ts';
import type { ScopeTable } from '#contract/scope-views.ts';
import { countAccess } from '../../grid/grant-facets.ts';
import { statusUnread } from '../../grid/row-names.ts';
import type { GrantStore } from '../../grid/store.ts';
import { boundOf } from '../../table/people.ts';
import type { TableState } from '../../table/table-state.ts';
import { figureOf, type Figure } from '../../ui/figure.ts';

/** One figure of a scope's page, and what its table is narrowed to by it. */
interface HeadFigure {
  figure: Figure;
  label: string;
  /** Null where it counts everything. */
  filter: Partial<TableState> | null;
}

/** Grants that come to nothing or only to something, and those of which that is not known. */
const accessFlags: readonly { state: AccessState; one: string; many: string }[] = [
  { state: 'dormant', one: 'dormant grant', many: 'dormant grants' },
  { state: 'partly', one: 'grant backed in part', many: 'grants backed in part' },
  { state: 'unknown', one: 'grant of unknown effect', many: 'grants of unknown effect' },
];
/** Grants that outlive their member. */
const statusFlags: readonly { status: MemberStatus; one: string; many: string }[] = [
  { status: 'deleted', one: 'from a deleted member', many: 'from deleted members' },
  { status: 'unknown', one: 'from an unknown person', many: 'from unknown people' },
];

/**
 * The figures of a scope's page: people, apps and grants first, then what is worth a look.
 * `areNamesComing` while some are still to be read.
 */
export function headFiguresOf(
  table: ScopeTable,
  store: GrantStore,
  areNamesComing: boolean,
): HeadFigure[] {
  const bound = boundOf(table.graph);
  const unread = store.statusCounts[statusUnread] ?? 0;
  const byStatus = unread === 0 ? bound : areNamesComing ? 'so-far' : 'at-least';
  const [people, apps] = [store.countMembers(), table.apps.length];
  const access = countAccess(store);
  const counted = (count: number, one: string, many: string) => ({
    figure: figureOf(count, bound),
    label: count === 1 ? one : many,
  });
  const found = statusFlags.flatMap(({ status, one, many }): HeadFigure[] => {
    const count = store.statusCounts[memberStatuses.indexOf(status)] ?? 0;
    if (count === 0) return [];
    const figure = figureOf(count, byStatus);
    return [{ figure, label: count === 1 ? one : many, filter: { statuses: [status] } }];
  });
  const notKnown = {
    figure: figureOf(0, byStatus),
    label: 'from former or unknown people',
    filter: null,
  };
  return [
    { ...counted(people, 'person granted it', 'people granted it'), filter: null },
    { ...counted(apps, 'app', 'apps'), filter: null },
    { ...counted(store.size, 'grant', 'grants'), filter: null },
    ...accessFlags.flatMap(({ state, one, many }) => {
      const count = access[accessStates.indexOf(state)] ?? 0;
      return count === 0 ? [] : [{ ...counted(count, one, many), filter: { access: [state] } }];
    }),
    ...(found.length > 0 || byStatus !== 'at-least' ? found : [notKnown]),
  ];
}
