/** Stytch's objects in our terms; the quirks of the wire stay in `wire.ts`. */

/** A list from Stytch, some of whose entries may have been unreadable. */
export interface Entries<T> {
  items: T[];
  /** Number of entries left out because they could not be read. */
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

/** The policy as Stytch sent it, and how much of it could not be read. */
export interface ProjectPolicy extends RbacPolicy {
  unreadable: { roles: number; scopes: number };
}

/** Which apps of one party the organization lets its members connect. */
export interface AppPolicy {
  mode: 'all' | 'restricted' | 'none' | 'unknown';
  /** Ids; used only if the policy is restricted. */
  allowed: string[];
}

export interface Organization {
  organizationId: string;
  name: string;
  slug: string;
  firstPartyApps: AppPolicy;
  thirdPartyApps: AppPolicy;
  /** The organization's own roles, besides the project's. */
  customRoles: Entries<Role>;
}

/** What organizations can be searched by. */
export type OrganizationCondition =
  /** Part of the name, at least three characters. */
  | { namePart: string }
  | { slugPart: string }
  /** Email address of a member. */
  | { email: string };

/** How a member got a role. */
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
  /** Members of one response with the same roles share one list. */
  roles: readonly MemberRole[];
}

/** A member with the details that only a read of a single member has. */
export interface MemberInDetail extends Member {
  isLocked: boolean;
  /** Epoch ms; null if Stytch does not give it; the end is also null for a lock without one. */
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

/** One member's grant to an app: the scopes of their last authorization flow, as written. */
export interface Grant {
  memberId: string;
  grantedScopes: string[];
}

/** An app that one member connected, with the scopes they granted. */
export interface MemberApp {
  app: ConnectedApp;
  grantedScopes: string[];
}

export interface DiscoveredOrganization {
  organizationId: string;
  name: string;
  slug: string;
  /** `active_member` and others; unknown values are kept. */
  membership: string;
}

export interface AuthenticatedSession {
  sessionId: string;
  sessionToken: string;
  /** Epoch ms by our clock; null if Stytch does not give it. */
  expiresAt: number | null;
  /** Ids of effective roles. */
  roles: string[];
  /** Whether the member proved a second factor besides a first. */
  secondFactor: boolean;
  member: Member;
  organization: Organization;
}

/** A member who has proved one factor and must prove another. */
export interface HalfSignedIn {
  organizationId: string;
  memberId: string;
  intermediateSessionToken: string;
}

/** Result of entering an organization. */
export type EnteredOrganization =
  | { kind: 'signed-in'; session: AuthenticatedSession }
  | {
      kind: 'mfa-required';
      half: HalfSignedIn;
      organization: Organization;
      /** Whether the member has an authenticator app for the code. */
      hasAuthenticator: boolean;
    }
  | { kind: 'primary-required' };

/** On whose behalf a call is made. */
export interface Caller {
  organizationId: string;
  /**
   * Stytch checks it against the organization; null if no person makes the call, and then Stytch checks
   * nothing.
   */
  sessionToken: string | null;
}
