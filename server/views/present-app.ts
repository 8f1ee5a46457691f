import type { ConnectedApp as AppView } from '#contract/connected-apps.ts';
import type { ConnectedApp, Organization } from '../stytch/types.ts';
import { policyStateOf } from './app-policy.ts';

/** An app as the browser sees it; its logo's address stays here. */
export function presentApp(app: ConnectedApp, organization: Organization | null): AppView {
  return {
    id: app.connectedAppId,
    name: app.name,
    description: app.description,
    clientType: app.clientType,
    clientTypeRaw: app.clientTypeRaw,
    hasLogo: app.logoUrl !== null,
    policy: policyStateOf(app, organization),
  };
}
