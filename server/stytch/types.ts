/** Stytch's objects in our words; the traps of the wire stay in `wire.ts`. */

/** A list of Stytch's, of which some entries may have been unreadable. */
export interface Entries<T> {
  items: T[];
  /** How many are left out because they could not be read. */
  unreadable: number;
}

interface Permission {
  resourceId: string;
  actions: string[];
}

export interface Role {
  roleId: string;
  description: string;
  permissions: Permission[];
}

interface PolicyScope {
  scope: string;
  description: string;
  permissions: Permission[];
}

export interface RbacPolicy {
  roles: Role[];
  scopes: PolicyScope[];
}

/** The policy as Stytch told it, and how much of it could not be read. */
export interface ProjectPolicy extends RbacPolicy {
  unreadable: { roles: number; scopes: number };
}

/** Which apps of one party the organization lets its members connect. */
export interface AppPolicy {
  mode: 'all' | 'restricted' | 'none' | 'unknown';
  /** Ids; consulted only when restricted. */
  allowed: string[];
}

export interface Organization {
  organizationId: string;
  name: string;
  slug: string;
  firstPartyApps: AppPolicy;
  thirdPartyApps: AppPolicy;
  /** Its own, beside those of the project. */
  customRoles: Entries<Role>;
}

/** What organizations are looked for by. */
export type OrganizationCondition =
  /** A part of it, of three characters at least. */
  | { namePart: string }
  | { slugPart: string }
  /** Of a member. */
  | { email: string };

/** How a member came by a role. */
type RoleSource = 'direct' | 'email-domain' | 'sso' | 'sso-group' | 'scim-group' | 'unknown';

export interface MemberRole {
  roleId: string;
  sources: readonly RoleSource[];
}

export interface Member {
  memberId: string;
  organizationId: string;
  name: string;
  email: string;
  status: 'active' | 'pending' | 'invited' | 'deleted' | 'unknown';
  /** Members of one answer with the same roles share one list. */
  roles: readonly MemberRole[];
}

/** A member with what only the reading of one tells. */
export interface MemberInDetail extends Member {
  isLocked: boolean;
  /** Epoch ms; null where Stytch does not say, and an end also where the lock has none. */
  lockedSince: number | null;
  lockedUntil: number | null;
}

export interface ConnectedApp {
  connectedAppId: string;
  name: string;
  description: string;
  clientType:
    'first_party' | 'first_party_public' | 'third_party' | 'third_party_public' | 'unknown';
  clientTypeRaw: string;
  logoUrl: string | null;
}

/** One member's grant to an app: the scopes of their last authorization flow, as they were written. */
export interface Grant {
  memberId: string;
  grantedScopes: string[];
}

/** An app that one member connected, with the scopes that they granted it. */
export interface MemberApp {
  app: ConnectedApp;
  grantedScopes: string[];
}

export interface DiscoveredOrganization {
  organizationId: string;
  name: string;
  slug: string;
  /** `active_member` and others; unknown words are kept. */
  membership: string;
}

export interface AuthenticatedSession {
  sessionId: string;
  sessionToken: string;
  /** Epoch ms by our clock; null where Stytch does not say. */
  expiresAt: number | null;
  /** Effective role ids. */
  roles: string[];
  /** Whether they proved a second factor on top of a first. */
  secondFactor: boolean;
  member: Member;
  organization: Organization;
}

/** A member who has proved one factor and is asked for another. */
export interface HalfSignedIn {
  organizationId: string;
  memberId: string;
  intermediateSessionToken: string;
}

/** What entering an organization led to. */
export type EnteredOrganization =
  | { kind: 'signed-in'; session: AuthenticatedSession }
  | {
      kind: 'mfa-required';
      half: HalfSignedIn;
      organization: Organization;
      /** Whether they have an authenticator app to take the code from. */
      hasAuthenticator: boolean;
    }
  | { kind: 'primary-required' };

/** On whose behalf a call is made. */
export interface Caller {
  organizationId: string;
  /** Stytch checks it against the organization; null where nobody asks, and Stytch checks nothing. */
  sessionToken: string | null;
}
