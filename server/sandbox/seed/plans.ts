import type { AllowedType, MfaMethod, Role } from '../model.ts';

/** A person who can sign in, for tests and for trying out. */
interface Account {
  email: string;
  name: string;
  role: string;
  note: string;
  /** Second factors, the default first. */
  mfa?: MfaMethod[];
  /** Roles that come only from a group of an SSO connection. */
  ssoRoles?: string[];
}

/** What an organization is generated from. */
export interface OrganizationPlan {
  name: string;
  slug: string;
  domain: string;
  /** Members that are not deleted, including the accounts. */
  members: number;
  /** How many of the project's apps, in order, have grants here. */
  apps: number;
  accounts: Account[];
  thirdParty: AllowedType;
  customRoles?: Role[];
  /** The role of the first member without an account. */
  firstMemberRole?: string;
  /** The first app is used by everyone instead of by 29 in 38. */
  firstAppForAll?: boolean;
}

const consultant: Account = {
  email: 'priya.raghunathan@consulting.example',
  name: 'Priya Raghunathan',
  role: 'stytch_admin',
  note: 'admin of three organizations',
};

export const plans: readonly OrganizationPlan[] = [
  {
    name: 'Acme Robotics',
    slug: 'acme-robotics',
    domain: 'acme-robotics.example',
    members: 38,
    apps: 12,
    thirdParty: 'ALL_ALLOWED',
    accounts: [
      {
        email: 'amara.okafor@acme-robotics.example',
        name: 'Amara Okafor',
        role: 'stytch_admin',
        note: 'admin of 38 members, 12 apps',
      },
      {
        email: 'tomasz.nowak@acme-robotics.example',
        name: 'Tomasz Nowak',
        role: 'stytch_member',
        note: 'plain member: may not see the organization',
      },
      {
        email: 'noor.haddad@acme-robotics.example',
        name: 'Noor Haddad',
        role: 'consent_reader',
        note: 'sees apps, may not read names',
      },
      consultant,
    ],
  },
  {
    name: 'Globex',
    slug: 'globex',
    domain: 'globex.example',
    members: 1204,
    apps: 64,
    thirdParty: 'RESTRICTED',
    customRoles: [
      {
        role_id: 'bookkeeper',
        description: 'Reads the bills of Globex.',
        permissions: [{ resource_id: 'billing', actions: ['read'] }],
      },
    ],
    firstMemberRole: 'bookkeeper',
    accounts: [
      {
        email: 'dolores.reyes@globex.example',
        name: 'Dolores Reyes',
        role: 'stytch_admin',
        note: 'admin of 1,204 members, 64 apps',
      },
      {
        email: 'yuki.tanaka@globex.example',
        name: 'Yuki Tanaka',
        role: 'stytch_admin',
        note: 'has a second factor',
        mfa: ['totp', 'sms_otp'],
      },
      consultant,
      {
        email: 'mei-ling.chen@globex.example',
        name: 'Mei-Ling Chen',
        role: 'consent_manager',
        note: 'reviews and revokes grants, and nothing else',
      },
    ],
  },
  {
    name: 'Initech Global',
    slug: 'initech-global',
    domain: 'initech-global.example',
    members: 100_000,
    apps: 9,
    thirdParty: 'RESTRICTED',
    firstAppForAll: true,
    accounts: [
      {
        email: 'ines.laurent@initech-global.example',
        name: 'Inès Laurent',
        role: 'stytch_admin',
        note: 'admin of 100,000 members, 9 apps',
      },
      consultant,
    ],
  },
  {
    name: 'Hooli',
    slug: 'hooli',
    domain: 'hooli.example',
    members: 1,
    apps: 0,
    thirdParty: 'NOT_ALLOWED',
    accounts: [
      {
        email: 'gavin.belson@hooli.example',
        name: 'Gavin Belson',
        role: 'stytch_admin',
        note: 'alone, no apps',
      },
    ],
  },
  {
    name: 'Northwind Support',
    slug: 'northwind-support',
    domain: 'northwind-support.example',
    members: 6,
    apps: 0,
    thirdParty: 'ALL_ALLOWED',
    customRoles: [
      {
        role_id: 'support_inspector',
        description: 'Looks into the grants of customers.',
        permissions: [{ resource_id: 'grantscope.support', actions: ['inspect'] }],
      },
    ],
    accounts: [
      {
        email: 'sam.rivera@northwind-support.example',
        name: 'Sam Rivera',
        role: 'support_inspector',
        note: 'support staff',
      },
      {
        email: 'jo.lindqvist@northwind-support.example',
        name: 'Jo Lindqvist',
        role: 'support_inspector',
        note: 'support staff with a second factor',
        mfa: ['totp'],
      },
      {
        email: 'ravi.menon@northwind-support.example',
        name: 'Ravi Menon',
        role: 'stytch_member',
        note: 'admin by a group of SSO alone: not by an email code',
        ssoRoles: ['stytch_admin'],
      },
    ],
  },
];
