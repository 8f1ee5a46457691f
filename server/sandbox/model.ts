/** What the sandbox holds. Words are Stytch's. */

type MemberStatus = 'active' | 'pending' | 'invited' | 'deleted';

export interface Member {
  memberId: string;
  organizationId: string;
  email: string;
  name: string;
  status: MemberStatus;
  externalId: string | null;
  roles: string[];
  mfaEnrolled: boolean;
  isBreakglass: boolean;
}

export type AllowedType = 'ALL_ALLOWED' | 'RESTRICTED' | 'NOT_ALLOWED';

export interface Organization {
  organizationId: string;
  name: string;
  slug: string;
  externalId: string | null;
  domain: string;
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
  customClaims: Record<string, unknown>;
}

export interface IntermediateSession {
  token: string;
  email: string;
  expiresAt: number;
}
