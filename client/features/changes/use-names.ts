import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Changes } from '#contract/changes.ts';
import { memberStatuses, type MemberDirectory, type MemberStatus } from '#contract/members.ts';
import { namesQuery } from './queries.ts';

/** A member as a change names them. */
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

/** Reads the names of the members in some pages of changes, a page at a time. */
export function useNames(pages: readonly Changes[], mayRead: boolean): Names {
  const ids = useMemo(
    () =>
      pages
        .map(({ changes }) =>
          [...new Set(changes.flatMap(({ member }) => member ?? []))].toSorted(),
        )
        .filter((page) => mayRead && page.length > 0),
    [pages, mayRead],
  );
  return useQueries({
    queries: ids.map(namesQuery),
    combine: (results) => {
      const members = collect(results.flatMap(({ data }) => data ?? []));
      return {
        of: (id: string) => members.get(id),
        reading: results.some(({ isLoading }) => isLoading),
        failure: results.find(({ error }) => error !== null)?.error?.message ?? null,
      };
    },
  });
}
