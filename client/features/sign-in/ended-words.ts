import { idleMinutes, type SessionEnd } from '#contract/session.ts';

const endings = {
  idle: `You were signed out after ${idleMinutes} minutes without activity.`,
  'time-limit': 'You were signed out: sessions last up to 8 hours.',
  'ended-at-stytch': 'You were signed out: your session was ended at Stytch.',
  'another-tab': 'You signed out in another tab.',
} satisfies Record<SessionEnd | 'another-tab', string>;

/** Why somebody has to sign in again, and what that is good for; null for who was not signed in. */
export function endedWords(known: SessionEnd | null, params: URLSearchParams): string | null {
  const ended = known ?? (params.get('ended') === 'another-tab' ? 'another-tab' : null);
  if (ended === null) return null;
  const goOn = params.has('return')
    ? 'Sign in to continue where you left off.'
    : 'Sign in to continue.';
  return `${endings[ended]} ${goOn}`;
}
