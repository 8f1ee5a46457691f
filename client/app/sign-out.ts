import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { sessionRoutes } from '#contract/session-routes.ts';
import { request } from '../api/request.ts';
import { sessionQuery } from '../api/session.ts';
import { forgetPlaces } from './places.ts';

/** The only one of this tab: a channel does not hear itself, so only other tabs hear of it. */
const channel = new BroadcastChannel('grantscope-session');

/** Signs out here and in every other tab, and forgets all that was read. */
export async function signOut(client: QueryClient): Promise<void> {
  const session = await request(sessionRoutes.signOut);
  // The session goes first: the shell leaves before what it shows is forgotten under it.
  client.setQueryData(sessionQuery.queryKey, session);
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
  forgetPlaces();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target: it reaches our own origin only
  channel.postMessage('signed-out');
}

/** Signing out as something that a control does, and that may fail. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({ mutationFn: () => signOut(client) });
}

/** Calls back when another tab has signed out; returns how to stop listening. */
export function onSignedOutElsewhere(act: () => void): () => void {
  channel.addEventListener('message', act);
  return () => channel.removeEventListener('message', act);
}
