import { queryOptions, skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { canonicalPath } from '../api/paths.ts';

const most = 12;
const none: readonly string[] = [];

/** In the cache, so that it is forgotten together with all else that one viewer has read. */
const recentOptions = queryOptions<readonly string[]>({
  queryKey: ['recent'],
  queryFn: skipToken,
  gcTime: Infinity,
});

/** Whether a page is about one thing: those are worth going back to. */
const isAboutOne = /^\/(?:apps|members|scopes)\/./;

/** Remembers which pages the viewer opens. */
export function useRememberRecent(): void {
  const client = useQueryClient();
  const pathname = canonicalPath(useLocation().pathname);
  useEffect(() => {
    if (!isAboutOne.test(pathname)) return;
    client.setQueryDefaults(recentOptions.queryKey, { gcTime: Infinity });
    client.setQueryData(recentOptions.queryKey, (known = none) =>
      [pathname, ...known.filter((other) => other !== pathname)].slice(0, most),
    );
  }, [client, pathname]);
}

/** Addresses of pages about one app, member or scope that were open lately, without the one that is. */
export function useRecent(): readonly string[] {
  const pathname = canonicalPath(useLocation().pathname);
  const { data = none } = useQuery(recentOptions);
  return data[0] === pathname ? data.slice(1) : data;
}
