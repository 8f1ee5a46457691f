import { queryOptions } from '@tanstack/react-query';
import type { GrantTable } from '#contract/grant-table.ts';
import { appRoutes } from '#contract/app-routes.ts';
import { requestVersion, type Versioned } from '../../../api/request.ts';

/** One app, its members and the scopes they granted. Keeps the same table object on 304. */
export function grantTableQuery(app: string) {
  const queryKey = ['connected-app', app];
  return queryOptions({
    queryKey,
    queryFn: ({ signal, client }) => {
      const last = client.getQueryData<Versioned<GrantTable>>(queryKey);
      return requestVersion(appRoutes.connectedApp, { params: { app }, signal }, last);
    },
    // Comparing 100,000 rows to keep their identity costs more than it saves.
    structuralSharing: false,
  });
}
