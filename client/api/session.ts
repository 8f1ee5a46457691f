import { queryOptions } from '@tanstack/react-query';
import { createContext, use, useMemo } from 'react';
import { sessionRoutes } from '#contract/session-routes.ts';
import type { Session, SignedIn } from '#contract/session.ts';
import type { SupportCase } from '#contract/support-case.ts';
import { linkToOpenPage, thisConsole } from './console.ts';
import { ApiError } from './api-error.ts';
import { request } from './request.ts';
import { giveUp, isFor } from './whose.ts';

/** Throws ApiError and gives the page up if another viewer has signed in in this browser. */
async function readSession(signal: AbortSignal): Promise<Session> {
  const session = await request(sessionRoutes.session, { signal });
  if (session.state === 'signed-in' && !isFor(session.mark)) {
    giveUp();
    throw new ApiError('another-session');
  }
  return session;
}

/** The session: signed in, or the step of signing in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => readSession(signal),
  staleTime: 60_000,
  // A tab that was asleep missed the messages of the other tabs.
  refetchOnWindowFocus: 'always',
});

/**
 * The signed-in member, given by the shell to all it draws. A context and not the query: a page that
 * is being drawn when the session ends would read the query after the shell did and find nobody.
 */
export const SignedInContext = createContext<SignedIn | null>(null);

/** The case the customer's console is open under, for the same reason; null in one's own console. */
export const CaseContext = createContext<SupportCase | null>(null);

/** The signed-in member with their own organization, also under a case. Throws outside the shell. */
export function useSignedIn(): SignedIn {
  const signedIn = use(SignedInContext);
  if (signedIn === null) throw new Error('used without a signed-in member');
  return signedIn;
}

/** The viewer, the organization they look at and what they may do there. */
export interface Viewer extends Pick<SignedIn, 'viewer' | 'can'> {
  organization: { id: string; name: string };
  /** The case under which support looks at a customer; null in the viewer's own console. */
  support: SupportCase | null;
}

/** What support may do in a customer's console: read only. */
const looking = {
  readConnectedApps: true,
  readMembers: true,
  revoke: false,
  inspectCustomers: false,
} as const;

/**
 * The signed-in member and the organization they look at: their own, or the customer of the case.
 * Throws outside the shell, and in a customer's console without a case.
 */
export function useViewer(): Viewer {
  const { viewer, organization, can } = useSignedIn();
  const support = use(CaseContext);
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

/** Returns a function that gives the absolute URL of the open page, valid for admins and support. */
export function useLinkToPage(): () => string {
  const { id } = useViewer().organization;
  return () => linkToOpenPage(id);
}
