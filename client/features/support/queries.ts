import { queryOptions } from '@tanstack/react-query';
import { supportRoutes } from '#contract/support-routes.ts';
import { request } from '../../api/request.ts';

/** One's own cases, and how many organizations one may still look into. */
export const deskQuery = queryOptions({
  queryKey: ['desk'],
  queryFn: ({ signal }) => request(supportRoutes.desk, { signal }),
  staleTime: 0,
  refetchOnWindowFocus: 'always',
  refetchInterval: 60_000,
});

/** The organizations that a text names. Each search is recorded, so none is made unasked. */
export const customersQuery = (text: string) =>
  queryOptions({
    queryKey: ['customers', text],
    queryFn: ({ signal }) => request(supportRoutes.findCustomers, { body: { text }, signal }),
    staleTime: Infinity,
    // It may be an email address.
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
