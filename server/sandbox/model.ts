/** What the sandbox holds. Words are Stytch's. */

/** A way to prove a second factor, in Stytch's words. */
export type MfaMethod = 'totp' | 'sms_otp';

type MemberStatus = 'active' | 'pending' | 'invited' | 'deleted';

export interface Member {
  memberId: string;
  organizationId: string;
  email: string;
  name: string;
  status: MemberStatus;
  externalId: string | null;
  roles: string[];
  /** Roles that come from a group of their SSO connection alone; left out for nearly all. */
  ssoRoles?: string[];
  /** Whose address is behind the sessions that they start, if that is somebody else. */
  impersonator?: string | null;
  /** What they enrolled as second factors, the default first; none asks them for none. */
  mfaMethods: MfaMethod[];
  isBreakglass: boolean;
  /** Since when and until when somebody is locked out, as Stytch writes times; left out for nearly all. */
  lock?: { createdAt: string; expiresAt: string | null } | null;
}

export type AllowedType = 'ALL_ALLOWED' | 'RESTRICTED' | 'NOT_ALLOWED';

export interface Organization {
  organizationId: string;
  name: string;
  slug: string;
  externalId: string | null;
  domain: string;
  /** By which ways members may sign in: all, or those of the list. */
  authMethods: { type: 'ALL_ALLOWED' | 'RESTRICTED'; allowed: string[] };
  firstParty: { type: AllowedType; allowed: string[] };
  thirdParty: { type: AllowedType; allowed: string[] };
  customRoles: Role[];
}

export interface ClientApp {
  clientId: string;
  name: string;
  description: string;
  clientType: string;
  /** Path on the sandbox, a foreign URL, "" or null; null and "" both occur upstream. */
  logo: string | null;
  creationMethod: string;
}

export interface Permission {
  resource_id: string;
  actions: string[];
}

export interface Role {
  role_id: string;
  description: string;
  permissions: Permission[];
}

/** Grants of one organization: app id → member id → granted scopes. */
export type Grants = Map<string, Map<string, readonly string[]>>;

export interface Session {
  sessionId: string;
  token: string;
  memberId: string;
  organizationId: string;
  startedAt: number;
  lastAccessedAt: number;
  expiresAt: number;
  factorEmail: string;
  /** The address of whoever acts as the member; null for the member's own session. */
  impersonator: string | null;
  /** When an authenticator app's code was given, if one was. */
  totpAt: number | null;
  customClaims: Record<string, unknown>;
}

export interface IntermediateSession {
  token: string;
  email: string;
  expiresAt: number;
}
