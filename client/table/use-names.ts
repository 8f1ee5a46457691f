import { queryOptions, useQueries, type UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { appRoutes } from '#contract/app-routes.ts';
import {
  memberLookupLimit,
  memberStatuses,
  type MemberDirectory,
  type MemberStatus,
} from '#contract/members.ts';
import { request } from '../api/request.ts';

/** A member as a list names them. */
interface NamedMember {
  name: string;
  email: string;
  status: MemberStatus;
}

/** Who is behind the ids that are on screen. */
export interface Names {
  of: (id: string) => NamedMember | undefined;
  /** Whether some are still to come. */
  reading: boolean;
  /** Why some could not be read, in words; null unless that is so. */
  failure: string | null;
}

/** Names of some members; ids of nobody are left out. */
function namesQuery(ids: string[]) {
  return queryOptions({
    queryKey: ['member-names', ids],
    queryFn: ({ signal }) => request(appRoutes.memberLookup, { body: { ids }, signal }),
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });
}

function collect(directories: readonly MemberDirectory[]): Map<string, NamedMember> {
  const members = new Map<string, NamedMember>();
  for (const { ids, names, emails, statuses } of directories) {
    ids.forEach((id, row) => {
      members.set(id, {
        name: names[row] ?? '',
        email: emails[row] ?? '',
        status: memberStatuses[statuses[row] ?? -1] ?? 'unknown',
      });
    });
  }
  return members;
}

/** The ids in the lots in which they came up, so that those that follow ask for no name again. */
function useLots(ids: readonly string[]): readonly string[][] {
  const [lots, setLots] = useState<readonly string[][]>([]);
  const known = new Set(lots.flat());
  const fresh = [...new Set(ids)].filter((id) => !known.has(id)).toSorted();
  if (fresh.length === 0) return lots;
  const next = [...lots];
  for (let at = 0; at < fresh.length; at += memberLookupLimit) {
    next.push(fresh.slice(at, at + memberLookupLimit));
  }
  setLots(next);
  return next;
}

/** One function, so that what it gives stays the same until something has come. */
function combine(results: readonly UseQueryResult<MemberDirectory>[]): Names {
  const members = collect(results.flatMap(({ data }) => data ?? []));
  return {
    of: (id) => members.get(id),
    reading: results.some(({ isLoading }) => isLoading),
    failure: results.find(({ error }) => error !== null)?.error?.message ?? null,
  };
}

const nobody: readonly string[] = [];

/** Reads the names of members as their ids come up. */
export function useNames(ids: readonly string[], mayRead: boolean): Names {
  return useQueries({
    queries: useLots(mayRead ? ids : nobody).map(namesQuery),
    combine,
  });
}
