/** The sandbox's data, in Stytch's terms. */

/** A second factor, in Stytch's terms. */
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
  /** Roles that come only from an SSO connection's group; omitted for nearly everyone. */
  ssoRoles?: string[];
  /** Email address of the person who impersonates the member in every session they start, if any. */
  impersonator?: string | null;
  /** Enrolled second factors, the default first; without any, none is required. */
  mfaMethods: MfaMethod[];
  isBreakglass: boolean;
  /** Start and end of a lockout, as Stytch writes times; omitted for nearly everyone. */
  lock?: { createdAt: string; expiresAt: string | null } | null;
}

export type AllowedType = 'ALL_ALLOWED' | 'RESTRICTED' | 'NOT_ALLOWED';

export interface Organization {
  organizationId: string;
  name: string;
  slug: string;
  externalId: string | null;
  domain: string;
  /** How members may sign in: by every method, or by those in the list. */
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
  /** Email address of the impersonator; null for the member's own session. */
  impersonator: string | null;
  /** When an authenticator app's code was given, if at all. */
  totpAt: number | null;
  customClaims: Record<string, unknown>;
}

export interface IntermediateSession {
  token: string;
  email: string;
  expiresAt: number;
}
