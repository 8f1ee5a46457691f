import type { PolicyState } from '#contract/connected-apps.ts';
import type { AppPolicy, ConnectedApp, Organization } from '../stytch/types.ts';

/** Whether a policy lets members connect an app of its party; null when the policy is unknown. */
export function stateUnder(policy: AppPolicy, appId: string): PolicyState {
  switch (policy.mode) {
    case 'all':
      return 'allowed';
    case 'none':
      return 'restricted';
    case 'restricted':
      return policy.allowed.includes(appId) ? 'allowed' : 'restricted';
    case 'unknown':
      return null;
  }
}

/** Whose app it is, by which one of the organization's two policies applies; null if unknown. */
export function partyOf({ clientType }: ConnectedApp): 'first' | 'third' | null {
  if (clientType === 'unknown') return null;
  return clientType.startsWith('first_party') ? 'first' : 'third';
}

/**
 * Whether the organization lets its members connect the app. First-party and third-party apps have a policy
 * each; the list counts only when restricted (https://stytch.com/docs/b2b/api/update-organization). Null
 * when the policy or the app's party is unknown.
 */
export function policyStateOf(app: ConnectedApp, organization: Organization | null): PolicyState {
  const party = partyOf(app);
  if (organization === null || party === null) return null;
  const { firstPartyApps, thirdPartyApps } = organization;
  return stateUnder(party === 'first' ? firstPartyApps : thirdPartyApps, app.connectedAppId);
}
