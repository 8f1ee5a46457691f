import { queryOptions } from '@tanstack/react-query';
import { appRoutes } from '#contract/app-routes.ts';
import { request } from './request.ts';

/** The server records which apps it has listed a moment after it has. */
const recordedAfterMs = 2000;
const maxTries = 4;

/** The organization's connected apps. Those that were never listed before are read until recorded. */
export const connectedAppsQuery = queryOptions({
  queryKey: ['connected-apps'],
  queryFn: ({ signal }) => request(appRoutes.connectedApps, { signal }),
  refetchInterval: ({ state: { data, dataUpdateCount } }) => {
    const isRecorded = data === undefined || data.apps.every(({ firstSeen }) => firstSeen !== null);
    return isRecorded || dataUpdateCount >= maxTries ? false : recordedAfterMs;
  },
});
