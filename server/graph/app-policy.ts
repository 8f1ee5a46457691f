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

/**
 * Whether the organization lets its members connect the app. First-party and third-party apps have
 * a policy each; the list counts only when restricted
 * (https://stytch.com/docs/b2b/api/update-organization). Null when the policy or the party of the
 * app is unknown.
 */
export function policyStateOf(app: ConnectedApp, organization: Organization | null): PolicyState {
  if (organization === null || app.clientType === 'unknown') return null;
  const policy = app.clientType.startsWith('first_party')
    ? organization.firstPartyApps
    : organization.thirdPartyApps;
  return stateUnder(policy, app.connectedAppId);
}
