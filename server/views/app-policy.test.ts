import { describe, expect, test } from 'vitest';
import type { AppPolicy, ConnectedApp, Organization } from '../stytch/types.ts';
import { policyStateOf } from './app-policy.ts';

const app = (clientType: ConnectedApp['clientType']): ConnectedApp => ({
  connectedAppId: 'app-1',
  name: 'App',
  description: '',
  clientType,
  clientTypeRaw: clientType,
  logoUrl: null,
});
const organization = (first: AppPolicy, third: AppPolicy): Organization => ({
  organizationId: 'o',
  name: 'O',
  slug: 'o',
  firstPartyApps: first,
  thirdPartyApps: third,
  customRoles: { items: [], unreadable: 0 },
});
const all: AppPolicy = { mode: 'all', allowed: [] };
const none: AppPolicy = { mode: 'none', allowed: ['app-1'] };

describe("the organization's policy for an app", () => {
  test.each<[AppPolicy, 'allowed' | 'restricted' | null]>([
    [all, 'allowed'],
    // A list that is left over from stricter days allows nothing by itself.
    [none, 'restricted'],
    [{ mode: 'restricted', allowed: ['app-1'] }, 'allowed'],
    [{ mode: 'restricted', allowed: ['app-2'] }, 'restricted'],
    [{ mode: 'unknown', allowed: ['app-1'] }, null],
  ])('%j makes it %s', (policy, expected) => {
    expect(policyStateOf(app('third_party'), organization(all, policy))).toBe(expected);
    expect(policyStateOf(app('first_party'), organization(policy, all))).toBe(expected);
  });

  test('is that of its own party, public clients included', () => {
    const firstOnly = organization(all, none);
    expect(policyStateOf(app('first_party_public'), firstOnly)).toBe('allowed');
    expect(policyStateOf(app('third_party_public'), firstOnly)).toBe('restricted');
  });

  test('is unknown for an app of unknown party, and where it could not be read', () => {
    expect(policyStateOf(app('unknown'), organization(all, all))).toBeNull();
    expect(policyStateOf(app('third_party'), null)).toBeNull();
  });
});
