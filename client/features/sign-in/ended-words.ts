import { idleMinutes, type SessionEnd } from '#contract/session.ts';

/** How a session ended, as the server or the tab before knows it. */
type Ending = SessionEnd | 'another-tab';

const endings = {
  idle: `You were signed out after ${idleMinutes} minutes without activity.`,
  'time-limit': 'You were signed out: a session lasts 8 hours at most.',
  'ended-at-stytch': 'You were signed out: your session was ended at Stytch.',
  'another-tab': 'You signed out in another tab.',
} satisfies Record<Ending, string>;

/** Why somebody has to sign in again, and what that is good for; null for who was not signed in. */
export function endedWords(ended: SessionEnd | null, params: URLSearchParams): string | null {
  const ending = ended ?? (params.get('ended') === 'another-tab' ? 'another-tab' : null);
  if (ending === null) return null;
  const goOn = params.has('return') ? 'Sign in to go on where you were.' : 'Sign in to go on.';
  return `${endings[ending]} ${goOn}`;
}
