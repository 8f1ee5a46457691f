import { queryOptions } from '@tanstack/react-query';
import type { GrantTable } from '#contract/grant-table.ts';
import { appRoutes } from '#contract/app-routes.ts';
import { requestVersion, type Versioned } from '../../../api/request.ts';

/** One app with its members and the scopes that they granted. */
export function grantTableQuery(app: string) {
  const queryKey = ['connected-app', app];
  return queryOptions({
    queryKey,
    queryFn: ({ signal, client }) => {
      const last = client.getQueryData<Versioned<GrantTable>>(queryKey);
      return requestVersion(appRoutes.connectedApp, { params: { app }, signal }, last);
    },
    // Comparing 100,000 rows to share their identity costs more than it saves.
    structuralSharing: false,
  });
}
