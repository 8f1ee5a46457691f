import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { sessionRoutes } from '#contract/session-routes.ts';
import type { Session, SignedIn } from '#contract/session.ts';
import type { SupportCase } from '#contract/support-case.ts';
import { caseQuery } from './case.ts';
import { linkToOpenPage, thisConsole } from './console.ts';
import { ApiError } from './api-error.ts';
import { request } from './request.ts';
import { giveUp, isFor } from './whose.ts';

/** Throws, and gives the page up, when somebody else has signed in elsewhere in this browser. */
async function readSession(signal: AbortSignal): Promise<Session> {
  const session = await request(sessionRoutes.session, { signal });
  if (session.state === 'signed-in' && !isFor(session.mark)) {
    giveUp();
    throw new ApiError('another-session');
  }
  return session;
}

/** Who is here and where they stand in signing in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => readSession(signal),
  staleTime: 60_000,
  // A tab that slept has not heard what the others told.
  refetchOnWindowFocus: 'always',
});

/** The signed-in member as they are at home. Throws outside of the shell, which lets nobody else in. */
export function useSignedIn(): SignedIn {
  const { data } = useQuery(sessionQuery);
  if (data?.state !== 'signed-in') throw new Error('used without a signed-in member');
  return data;
}

/** Who looks at what, and what they may do there. */
export interface Viewer extends Pick<SignedIn, 'viewer' | 'can'> {
  organization: { id: string; name: string };
  /** The case under which support looks at a customer; null in one's own console. */
  support: SupportCase | null;
}

/** What support may do with a customer: look. */
const looking = {
  readConnectedApps: true,
  readMembers: true,
  revoke: false,
  inspectCustomers: false,
} as const;

/**
 * The signed-in member and the organization that they look at: their own or, in a customer's console,
 * that of the case. Throws outside of the shell.
 */
export function useViewer(): Viewer {
  const { viewer, organization, can } = useSignedIn();
  const { data } = useQuery(caseQuery);
  const support = data?.case ?? null;
  if (support === null && thisConsole.organizationId !== null)
    throw new Error('used without a case');
  return useMemo(
    () =>
      support === null
        ? { viewer, organization, can, support }
        : { viewer, organization: support.organization, can: looking, support },
    [viewer, organization, can, support],
  );
}

/** Makes the address of the page that is open, which leads admins and support to the same. */
export function useLinkToPage(): () => string {
  const { id } = useViewer().organization;
  return () => linkToOpenPage(id);
}
