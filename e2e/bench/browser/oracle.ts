import type { Answers } from './data.ts';

/** What a page must show: how many members, and the addresses of the first of them, in order. */
export interface Expected {
  count: number;
  /** Where equal names may stand in either order, both. */
  first: readonly (readonly string[])[];
}

/** What was asked of the table so far. */
export interface Asked {
  query: string;
  /** Name of a scope. */
  facet: string | null;
  /** The order before a click on the head, then by name. */
  sort: 'as given' | 'heaviest first' | 'ascending' | 'descending';
}

const rowsToCheck = 8;

/** Answers by brute force, independently of every page; throws where pages could rightly differ. */
export interface Oracle {
  answer(asked: Asked): Expected;
}

function termsOf(query: string): string[] {
  return query.toLowerCase().split(' ').filter(Boolean);
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Makes the oracle of some answers. */
export function createOracle({ table, directory }: Answers): Oracle {
  const rows = table.members.ids.map((id, row) => {
    const set = table.scopeSets[table.members.sets[row] ?? 0] ?? [];
    const held = set.flatMap((scope) => table.scopes[scope] ?? []);
    const name = directory.names[row] ?? '';
    const email = directory.emails[row] ?? '';
    const parts = [name, email, id, ...held.map((scope) => scope.name)];
    const weights = held.map((scope) =>
      scope.class === 'high-risk'
        ? 1_000_000_001
        : scope.class === 'sensitive'
          ? 1_000_001
          : scope.class === 'write'
            ? 1001
            : 1,
    );
    return {
      row,
      name: name.toLowerCase(),
      folded: plain(name),
      email,
      scopes: held.map((scope) => scope.name),
      text: parts.join('\n').toLowerCase(),
      foldedText: plain(parts.join('\n')),
      weight: weights.reduce((sum, weight) => sum + weight, 0),
    };
  });
  type Row = (typeof rows)[number];
  const orders: Record<Asked['sort'], () => Row[][]> = {
    'as given': () => [rows],
    'heaviest first': () => [
      rows.toSorted((a, b) => a.weight - b.weight || a.row - b.row).toReversed(),
    ],
    ascending: () => [rows.toSorted((a, b) => compare(a.name, b.name) || a.row - b.row)],
    descending: () => [
      rows.toSorted((a, b) => compare(b.name, a.name) || a.row - b.row),
      rows.toSorted((a, b) => compare(b.name, a.name) || b.row - a.row),
    ],
  };
  const made = new Map<Asked['sort'], Row[][]>();
  const orderOf = (sort: Asked['sort']) => {
    const order = made.get(sort) ?? orders[sort]();
    made.set(sort, order);
    return order;
  };

  // Ours finds "José" by "jose", most peers do not: a bench must ask for neither.
  function agree(asked: Asked): void {
    const terms = termsOf(asked.query);
    const differs = rows.some(
      ({ text, foldedText }) =>
        terms.every((term) => text.includes(term)) !==
        terms.every((term) => foldedText.includes(term)),
    );
    if (differs) throw new Error(`accents decide what "${asked.query}" finds`);
  }

  return {
    answer(asked) {
      agree(asked);
      const terms = termsOf(asked.query);
      const { facet } = asked;
      const found = orderOf(asked.sort).map((order) =>
        order.filter(
          (row) =>
            terms.every((term) => row.text.includes(term)) &&
            (facet === null || row.scopes.includes(facet)),
        ),
      );
      return {
        count: found[0]?.length ?? 0,
        first: found.map((order) => order.slice(0, rowsToCheck).map((row) => row.email)),
      };
    },
  };
}
