import type { ChangeKind } from '#contract/changes.ts';

/** Changes in words: by themselves, and inside of a sentence. */
export const changeWords: Record<ChangeKind, { label: string; phrase: string }> = {
  granted: { label: 'Granted', phrase: 'the app was granted' },
  gone: { label: 'Gone', phrase: 'the grant went' },
  'granted-again': { label: 'Granted again', phrase: 'the app was granted again' },
  'scopes-grown': { label: 'Scopes grown', phrase: 'scopes grew' },
  'scopes-shrunk': { label: 'Scopes shrunk', phrase: 'scopes shrank' },
  'scopes-replaced': { label: 'Scopes changed', phrase: 'scopes changed' },
  appeared: {
    label: 'App appeared in the organization',
    phrase: 'the app appeared in the organization',
  },
  vanished: {
    label: 'App vanished from the organization',
    phrase: 'the app vanished from the organization',
  },
  returned: {
    label: 'App came back to the organization',
    phrase: 'the app came back to the organization',
  },
  'first-read': {
    label: 'Grantscope’s first look at the app’s grants',
    phrase: 'Grantscope first looked at the app’s grants',
  },
};
