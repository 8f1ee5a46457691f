import type { GrantStore } from '../../grid/store.ts';
import { rankOf, ranks, type Wanted } from './rank.ts';

/** What is searched of members; their number may be 100,000. */
export type MemberRows = Pick<GrantStore, 'size' | 'version' | 'idAt' | 'textOf' | 'idSearch'>;

/** Members that fit. */
interface FoundMembers {
  /** The best rows, in order, with their ranks. */
  best: readonly { row: number; rank: number }[];
  /** How many fit in all. */
  total: number;
}

const nobody: FoundMembers = { best: [], total: 0 };
const idRank = ranks.indexOf('id');

/** Finds the best `limit` members, those that are `isRecent` before others of the same rank. */
export type MemberSearch = (
  wanted: Wanted,
  limit: number,
  isRecent: (row: number) => boolean,
) => FoundMembers;

/** Whether all terms occur in the id; ids are made anew each time, so they are asked for last. */
function fitsId(rows: MemberRows, row: number, terms: readonly string[]): boolean {
  const id = rows.idAt(row);
  return terms.every((term) => id.includes(term));
}

/**
 * Makes the search of some members. It remembers which fitted: a query that continues the last one
 * is looked for only among those.
 */
export function createMemberSearch(rows: MemberRows): MemberSearch {
  let last: { text: string; version: number; found: Uint32Array } | null = null;
  const everyRow = () => Uint32Array.from({ length: rows.size }, (_, row) => row);
  return (wanted, limit, isRecent) => {
    if (rows.size === 0) return nobody;
    const continues = last?.version === rows.version && wanted.text.startsWith(last.text);
    const from = continues && last !== null ? last.found : everyRow();
    const extents = new Set(wanted.terms.map((term) => rows.idSearch.extentOf(term)));
    const mayBeId = extents.has('some') && !extents.has('none');
    const found = new Uint32Array(from.length);
    // Two places for each rank: recent ones, then the others.
    const best = Array.from({ length: 2 * ranks.length }, (): number[] => []);
    let total = 0;
    for (const row of from) {
      let rank = rankOf(rows.textOf(row), wanted);
      if (rank === -1 && mayBeId && fitsId(rows, row, wanted.terms)) rank = idRank;
      if (rank === -1) continue;
      found[total] = row;
      total += 1;
      const place = best[2 * rank + (isRecent(row) ? 0 : 1)];
      if (place !== undefined && place.length < limit) place.push(row);
    }
    last = { text: wanted.text, version: rows.version, found: found.slice(0, total) };
    const inOrder = best.flatMap((place, at) =>
      place.map((row) => ({ row, rank: Math.floor(at / 2) })),
    );
    return { best: inOrder.slice(0, limit), total };
  };
}
