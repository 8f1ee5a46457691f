import { z } from 'zod';
import type { FailureWords } from './errors.ts';
import { answerWith, entries, isMarked, list, name, text } from './left-out.ts';
import { scopesOf } from './scope-names.ts';
import type {
  AppPolicy,
  ConnectedApp,
  Entries,
  Grant,
  MemberApp,
  Organization,
  ProjectPolicy,
} from './types.ts';

/** Stytch's error type, for example `session_not_found`. */
const errorTypeSchema = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/)
  .nullish()
  .catch(null);

/** The parts of a response that tell success from failure; all may be missing. */
export const failureSchema = z.object({
  status_code: z.int().nullish().catch(null),
  request_id: z
    .string()
    .regex(/^[\w-]{1,100}$/)
    .nullish()
    .catch(null),
  error_type: errorTypeSchema,
  /** The same field in Stytch's OAuth responses (https://github.com/stytchauth/stytch-node/pull/314). */
  error: errorTypeSchema,
});

/**
 * What an error response says about itself. Any host may send `error`, so it counts only with Stytch's marks.
 */
export function wordsOf(json: unknown): FailureWords & { requestId: string | null } {
  const failure = failureSchema.safeParse(json).data;
  if (failure === undefined || typeof json !== 'object' || json === null) {
    return { isStytchs: false, errorType: null, requestId: null };
  }
  const isStytchs = isMarked(json) || typeof failure.error_type === 'string';
  const errorType = failure.error_type ?? (isStytchs ? failure.error : null) ?? null;
  return { isStytchs, errorType, requestId: failure.request_id ?? null };
}

/** A success whose content does not matter. */
export const doneSchema = z.object({ status_code: z.int().optional() });

const permissionSchema = z
  .object({ resource_id: z.string(), actions: list(z.string()) })
  .transform(({ resource_id, actions }) => ({ resourceId: resource_id, actions }));

const roleSchema = z
  .object({ role_id: z.string(), description: text, permissions: list(permissionSchema) })
  .transform(({ role_id, ...role }) => ({ roleId: role_id, ...role }));

const scopeSchema = z.object({
  scope: z.string().min(1),
  description: text,
  permissions: list(permissionSchema),
});

export const policySchema = z.object({
  policy: z
    .object({ roles: entries(roleSchema), scopes: entries(scopeSchema) })
    .transform(({ roles, scopes }): ProjectPolicy => ({
      roles: roles.items,
      scopes: scopes.items,
      unreadable: { roles: roles.unreadable, scopes: scopes.unreadable },
    })),
});

const modes = { ALL_ALLOWED: 'all', RESTRICTED: 'restricted', NOT_ALLOWED: 'none' } as const;
/** An unknown or missing value must not break sign-in: the policy is then unknown. */
const modeSchema = z
  .enum(['ALL_ALLOWED', 'RESTRICTED', 'NOT_ALLOWED'])
  .nullable()
  .catch(null)
  .transform((mode) => (mode === null ? 'unknown' : modes[mode]));

/** If an entry of the list cannot be read, what it allows is unknown. */
const allowedSchema = list(z.string()).nullable().catch(null);

function toPolicy(mode: AppPolicy['mode'], allowed: string[] | null): AppPolicy {
  return allowed === null ? { mode: 'unknown', allowed: [] } : { mode, allowed };
}

/** An organization's own record. Only its id is required, so missing parts do not break sign-in. */
export const organizationSchema = z
  .object({
    organization_id: z.string().min(1),
    organization_name: name.catch(''),
    organization_slug: name.catch(''),
    first_party_connected_apps_allowed_type: modeSchema,
    allowed_first_party_connected_apps: allowedSchema,
    third_party_connected_apps_allowed_type: modeSchema,
    allowed_third_party_connected_apps: allowedSchema,
    custom_roles: entries(roleSchema).catch({ items: [], unreadable: 1 }),
  })
  .transform((wire): Organization => ({
    organizationId: wire.organization_id,
    name: wire.organization_name || wire.organization_slug || wire.organization_id,
    slug: wire.organization_slug,
    firstPartyApps: toPolicy(
      wire.first_party_connected_apps_allowed_type,
      wire.allowed_first_party_connected_apps,
    ),
    thirdPartyApps: toPolicy(
      wire.third_party_connected_apps_allowed_type,
      wire.allowed_third_party_connected_apps,
    ),
    customRoles: wire.custom_roles,
  }));

export const organizationResponseSchema = z.object({ organization: organizationSchema });

/** A search's paging; "" is no cursor. */
export const pagesSchema = z
  .object({
    /** -1 if the workspace has totals turned off. */
    total: z.int().nullish().catch(null),
    next_cursor: z.string().nullish().catch(null),
  })
  .nullish()
  .catch(null)
  .transform((pages) => ({
    total: pages?.total ?? -1,
    nextCursor: (pages?.next_cursor ?? '') === '' ? null : (pages?.next_cursor ?? null),
  }));

export const organizationSearchSchema = answerWith(
  'organizations',
  z.object({ organizations: entries(organizationSchema), results_metadata: pagesSchema }),
);

/** For newer values, for example `third_party_confidential`, the prefix counts. */
function clientTypeOf(word: string): ConnectedApp['clientType'] {
  const [, party, kind] = /^(first_party|third_party)(?:_([a-z_]+))?$/.exec(word) ?? [];
  if (party !== 'first_party' && party !== 'third_party') return 'unknown';
  return kind === 'public' ? `${party}_public` : party;
}

/** For an app without a logo, Stytch omits `logo_url`, sends null or sends "". */
const appShape = {
  connected_app_id: z.string().min(1),
  name,
  description: text,
  client_type: text,
  logo_url: text,
};

function toApp(wire: z.output<z.ZodObject<typeof appShape>>): ConnectedApp {
  return {
    connectedAppId: wire.connected_app_id,
    name: wire.name,
    description: wire.description,
    clientType: clientTypeOf(wire.client_type),
    clientTypeRaw: wire.client_type,
    logoUrl: wire.logo_url === '' ? null : wire.logo_url,
  };
}

/** Each app once. */
function uniqueApps({ items, unreadable }: Entries<ConnectedApp>): Entries<ConnectedApp> {
  const byId = new Map<string, ConnectedApp>();
  for (const app of items) if (!byId.has(app.connectedAppId)) byId.set(app.connectedAppId, app);
  return { items: [...byId.values()], unreadable };
}

export const appListSchema = answerWith(
  'connected_apps',
  z.object({
    connected_apps: entries(z.object(appShape).transform(toApp)).transform(uniqueApps),
  }),
);

/** Scopes as Stytch writes them: a list, or one string. Null means none. */
const scopesShape = {
  granted_scopes: z.array(z.string()).nullish(),
  scopes_granted: z.string().nullish(),
};

type WireScopes = z.output<z.ZodObject<typeof scopesShape>>;

function saysScopes({ granted_scopes, scopes_granted }: WireScopes): boolean {
  return granted_scopes !== undefined || scopes_granted !== undefined;
}

/** The scopes as written; `scopesOf` parses them. */
function writtenScopes({ granted_scopes, scopes_granted }: WireScopes): string[] {
  return granted_scopes ?? (typeof scopes_granted === 'string' ? [scopes_granted] : []);
}

/** Each app once; an app listed twice holds the scopes of both entries. */
function uniteApps({ items, unreadable }: Entries<MemberApp>): Entries<MemberApp> {
  const byId = new Map<string, MemberApp>();
  for (const { app, grantedScopes } of items) {
    const known = byId.get(app.connectedAppId);
    const written = [...(known?.grantedScopes ?? []), ...grantedScopes];
    byId.set(app.connectedAppId, { app: known?.app ?? app, grantedScopes: scopesOf(written) });
  }
  return { items: [...byId.values()], unreadable };
}

/** The apps that one member connected, with the scopes they granted. */
export const memberAppsSchema = answerWith(
  'connected_apps',
  z.object({
    connected_apps: entries(
      z
        .object({ ...appShape, ...scopesShape })
        .refine(saysScopes)
        .transform((wire): MemberApp => ({ app: toApp(wire), grantedScopes: writtenScopes(wire) })),
    ).transform(uniteApps),
  }),
);

/**
 * `granted_scopes` is a list here; in a member's own list it is one string under another name. Null is an
 * empty list, as everywhere on this wire; a grant without any scopes field is unreadable.
 */
export const grantSchema = z
  .object({ member_id: z.string().min(1), ...scopesShape })
  .refine(saysScopes)
  .transform((wire): Grant => ({ memberId: wire.member_id, grantedScopes: writtenScopes(wire) }));

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/**
 * Reads the members of an app like `entries(grantSchema)` (a property test checks that) in a twentieth of the
 * time: 100,000 rows take 4 ms instead of 68. Null if `rows` is not a list; missing means empty.
 */
export function readGrants(rows: unknown): Entries<Grant> | null {
  if (rows === null) return { items: [], unreadable: 0 };
  if (!Array.isArray(rows)) return null;
  const items: Grant[] = [];
  for (const row of rows) {
    const parsed = readGrant(row);
    if (parsed !== null) items.push(parsed);
  }
  return { items, unreadable: rows.length - items.length };
}

function readGrant(row: unknown): Grant | null {
  if (typeof row !== 'object' || row === null || !('member_id' in row)) return null;
  const { member_id: memberId } = row;
  if (!isText(memberId) || memberId === '') return null;
  if ('granted_scopes' in row && !('scopes_granted' in row)) {
    const { granted_scopes: grantedScopes } = row;
    if (Array.isArray(grantedScopes) && grantedScopes.every(isText)) {
      return { memberId, grantedScopes };
    }
  }
  return grantSchema.safeParse(row).data ?? null;
}

/** A response may say in its body that it is an error. */
const successShape = {
  status_code: z.union([z.number().lt(400), z.null()]).optional(),
};

/** A response without its members is invalid, never an app that nobody uses. */
export const appResponseSchema = z
  .object({
    ...appShape,
    ...successShape,
    active_members: z.unknown().transform((rows, context) => {
      const grants = readGrants(rows);
      if (grants !== null) return grants;
      context.issues.push({ code: 'custom', message: 'not a list of grants', input: rows });
      return z.NEVER;
    }),
  })
  .transform((wire) => ({ app: toApp(wire), grants: wire.active_members }));

/** The same response with its members cut out. */
export const appOnlySchema = z
  .object({ ...appShape, ...successShape, active_members: z.array(z.never()) })
  .transform(toApp);
