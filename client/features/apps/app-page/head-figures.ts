import type { GrantTable } from '#contract/grant-table.ts';
import type { MemberStatus } from '#contract/members.ts';
import type { GrantStore } from '../../../grid/store.ts';
import { memberShare, peopleIn, statusBound } from '../../../table/people.ts';
import { figureOf, type Figure } from '../../../ui/figure.ts';
import type { ViewState } from './view-state.ts';

/** One figure of an app's page, and what the page shows when it is pressed. */
interface HeadFigure {
  figure: Figure;
  of: number | null;
  label: string;
  /** Null where it counts everything. */
  filter: Partial<ViewState> | null;
}

/** Whoever has access and is no member. */
const flags: readonly {
  status: MemberStatus;
  key: 'former' | 'unknown';
  one: string;
  many: string;
}[] = [
  { status: 'deleted', key: 'former', one: 'deleted member', many: 'deleted members' },
  { status: 'unknown', key: 'unknown', one: 'unknown person', many: 'unknown people' },
];

function whoUsesIt(table: GrantTable, store: GrantStore, areNamesComing: boolean): HeadFigure[] {
  const people = peopleIn(store);
  const bound = statusBound(people, 'exact', areNamesComing);
  const { members, of } = memberShare(people, table.memberCount);
  // While names come, the members among them are not told: their number would only run up.
  const share = { figure: members, of, label: 'members use it', filter: null };
  return [
    ...(areNamesComing && people.unread > 0 ? [] : [share]),
    ...flags.flatMap(({ status, key, one, many }): HeadFigure[] => {
      const count = people[key];
      if (count === 0) return [];
      const filter: Partial<ViewState> = { tab: 'members', statuses: [status] };
      const label = count === 1 ? one : many;
      return [{ figure: figureOf(count, bound), of: null, label, filter }];
    }),
  ];
}

const exactly = (count: number) => ({ figure: figureOf(count, 'exact'), of: null });

/** The figures of an app's page; `areNamesComing` while some are still to be read. */
export function headFiguresOf(
  table: GrantTable,
  store: GrantStore,
  areNamesComing: boolean,
): HeadFigure[] {
  const scopes = table.scopes.length;
  const highRisk = table.scopes.filter((scope) => scope.class === 'high-risk').length;
  return [
    {
      ...exactly(store.size),
      label: store.size === 1 ? 'person has access' : 'people have access',
      filter: null,
    },
    {
      ...exactly(scopes),
      label: scopes === 1 ? 'scope granted' : 'scopes granted',
      filter: { tab: 'scopes' },
    },
    {
      ...exactly(highRisk),
      label: highRisk === 1 ? 'high-risk scope' : 'high-risk scopes',
      filter: { tab: 'members', highRisk: true },
    },
    ...whoUsesIt(table, store, areNamesComing),
  ];
}
