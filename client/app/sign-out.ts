import { useMutation } from '@tanstack/react-query';
import { sessionRoutes } from '#contract/session-routes.ts';
import { openAddress, thisConsole } from '../api/console.ts';
import { request } from '../api/request.ts';
import { paths } from '../api/paths.ts';
import { openTabs } from '../api/tabs.ts';
import { forgetWhose, leaveTo } from '../api/whose.ts';
import { forgetPlaces } from './places.ts';

/** Tabs tell each other that somebody has signed out. */
const tabs = openTabs('grantscope-session');

/**
 * Forgets all that was read and goes to sign in. Whoever leaves their own console is done with the
 * page, whose address may say what they looked for; a link to another organization is kept, since
 * they sign in there to open it.
 */
function leave(signIn: (returnTo?: string) => string): void {
  forgetPlaces();
  forgetWhose();
  leaveTo(thisConsole.organizationId === null ? signIn() : signIn(openAddress()));
}

async function signOut(): Promise<void> {
  await request(sessionRoutes.signOut);
  tabs.tell();
  leave(paths.signIn);
}

/** By what the shell finds it. */
export const signOutKey = ['sign-out'] as const;

/** Signs out here and in every other tab. That it fails is said by the shell, which is still there. */
export function useSignOut() {
  return useMutation({ mutationKey: signOutKey, mutationFn: signOut, gcTime: Infinity });
}

/** Leaves when another tab has signed out, which the sign-in page then says; returns how to stop listening. */
export function leaveWithOtherTabs(): () => void {
  return tabs.onTold(() => leave(paths.signInAfterOtherTab));
}
