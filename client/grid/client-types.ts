import type { ClientType } from '#contract/connected-apps.ts';

/** Client types in words, with what they mean (https://stytch.com/docs/b2b/guides/connected-apps). */
export const clientTypes: Record<ClientType, { label: string; meaning: string }> = {
  first_party: {
    label: 'First party',
    meaning: 'Made by the same company as this service; it keeps a secret on its own server.',
  },
  first_party_public: {
    label: 'First party, public',
    meaning:
      'Made by the same company as this service; it runs on devices or in browsers and keeps no secret.',
  },
  third_party: {
    label: 'Third party',
    meaning: 'Made by another company; it keeps a secret on its own server.',
  },
  third_party_public: {
    label: 'Third party, public',
    meaning:
      'Made by another company; it runs on devices or in browsers and keeps no secret. Apps that register themselves are of this type.',
  },
  unknown: {
    label: 'Unknown type',
    meaning: 'Stytch uses a type that this version of Grantscope doesn’t know.',
  },
};
