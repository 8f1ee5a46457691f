import type { ChangeKind } from '#contract/changes.ts';

/** Changes in words: by themselves, and inside of a sentence. */
export const changeWords: Record<ChangeKind, { label: string; phrase: string }> = {
  granted: { label: 'Connected', phrase: 'connected' },
  gone: { label: 'Disconnected', phrase: 'disconnected' },
  'granted-again': { label: 'Reconnected', phrase: 'reconnected' },
  'scopes-grown': { label: 'Access expanded', phrase: 'access expanded' },
  'scopes-shrunk': { label: 'Access reduced', phrase: 'access reduced' },
  'scopes-replaced': { label: 'Access changed', phrase: 'access changed' },
  appeared: {
    label: 'App new in the organization',
    phrase: 'the app was new in the organization',
  },
  vanished: {
    label: 'App removed from the organization',
    phrase: 'the app was removed from the organization',
  },
  returned: {
    label: 'App returned to the organization',
    phrase: 'the app returned to the organization',
  },
  'first-read': {
    label: 'First check',
    phrase: 'Grantscope first checked the app',
  },
};
