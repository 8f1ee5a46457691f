import { queryOptions } from '@tanstack/react-query';
import { routes } from '#contract/routes.ts';
import { request } from '../../../api/request.ts';

/** One app with its members and the scopes that they granted. */
export function grantTableQuery(app: string) {
  return queryOptions({
    queryKey: ['connected-app', app],
    queryFn: ({ signal }) => request(routes.connectedApp, { params: { app }, signal }),
    // Comparing 100,000 rows to share their identity costs more than it saves.
    structuralSharing: false,
  });
}
