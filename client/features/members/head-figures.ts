import type { MemberTable } from '#contract/member-table.ts';
import type { MemberStatus } from '#contract/members.ts';
import type { People } from '#contract/people.ts';
import type { GrantStore } from '../../grid/store.ts';
import { boundOf, peopleIn, peopleWords, statusBound } from '../../table/people.ts';
import { figureOf, type Figure } from '../../ui/figure.ts';

/** Who is worth a look because they still have access, or already do. */
interface Flagged {
  /** The statuses that the table is narrowed to. */
  statuses: readonly MemberStatus[];
  figure: Figure;
  label: string;
}

const flags = [
  {
    status: 'deleted',
    key: 'former',
    one: 'deleted member still has access',
    many: 'deleted members still have access',
  },
  {
    status: 'unknown',
    key: 'unknown',
    one: 'unknown person has access',
    many: 'unknown people have access',
  },
  { status: 'pending', key: 'pending', one: 'pending member', many: 'pending members' },
  { status: 'invited', key: 'invited', one: 'invited member', many: 'invited members' },
] as const satisfies readonly {
  status: MemberStatus;
  key: keyof People;
  one: string;
  many: string;
}[];

/** What the head of the list of members says, of a table and its store, whose names may still come. */
interface HeadFigures {
  lead: string;
  highRisk: Figure;
  /** Only those of whom there are any, or may be. */
  flagged: readonly Flagged[];
}

/** The people as the server read them or, where it could not read all, as their names have come. */
function knownPeople(table: MemberTable, store: GrantStore): People {
  return table.graph.people.unread === 0 ? table.graph.people : peopleIn(store);
}

function countHighRisk({ members }: MemberTable): number {
  let count = 0;
  for (let row = 0; row < members.highRisk.length; row += 1) {
    if ((members.highRisk[row] ?? 0) > 0) count += 1;
  }
  return count;
}

function flaggedOf(people: People, bound: Figure['bound']): Flagged[] {
  const found = flags.flatMap(({ status, key, one, many }) => {
    const count = people[key];
    if (count === 0) return [];
    return [
      { statuses: [status], figure: figureOf(count, bound), label: count === 1 ? one : many },
    ];
  });
  if (found.length > 0 || bound === 'exact') return found;
  const statuses = flags.map(({ status }) => status);
  return [{ statuses, figure: figureOf(0, bound), label: 'inactive people with access' }];
}

/** Makes the head's figures; `areNamesComing` while some are still to be read. */
export function headFiguresOf(
  table: MemberTable,
  store: GrantStore,
  areNamesComing: boolean,
): HeadFigures {
  const people = knownPeople(table, store);
  const bound = boundOf(table.graph);
  return {
    lead: `${peopleWords(people, table.memberCount)} connected an app`,
    highRisk: figureOf(countHighRisk(table), bound),
    flagged: flaggedOf(people, statusBound(people, bound, areNamesComing)),
  };
}
