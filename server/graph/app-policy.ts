import type { PolicyState } from '#contract/connected-apps.ts';
import type { ConnectedApp, Organization } from '../stytch/types.ts';

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
  switch (policy.mode) {
    case 'all':
      return 'allowed';
    case 'none':
      return 'restricted';
    case 'restricted':
      return policy.allowed.includes(app.connectedAppId) ? 'allowed' : 'restricted';
    case 'unknown':
      return null;
  }
}
