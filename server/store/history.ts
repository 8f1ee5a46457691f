import type { Store } from './database.ts';
import { inPages, storable } from './given-rows.ts';
import { loadScopeSets } from './scope-sets.ts';

/** What is known of an app. All times are epoch ms of Stytch's responses, never of a consent. */
interface AppSeen {
  id: string;
  name: string;
  firstSeen: number;
  lastConfirmed: number;
  /** When it was first missing from the list; null while it is present. */
  goneSince: number | null;
  /** When its grants were first recorded: grants found then are not new. Null before that. */
  firstReadAt: number | null;
  /** When its grants were last recorded. */
  readAt: number | null;
  /** Members who hold a grant, or held one when the app was last present. */
  members: number;
}

/** Everything that is known of an organization's apps. */
export interface AppsSeen {
  /** When the list was first recorded: apps found then are not new. Null before that. */
  firstListAt: number | null;
  listAt: number | null;
  apps: AppSeen[];
}

/** What is known of one member's grant to one app. */
export interface GrantSeen {
  app: { id: string; name: string };
  firstSeen: number;
  /** Whether it existed when the app's grants were first recorded. */
  isFromStart: boolean;
  lastConfirmed: number;
  /** When the grant or its app was first missing; null while it is present. */
  goneSince: number | null;
  scopesThen: string[];
  scopesNow: string[];
  /** Since when the scopes are known to be unchanged. */
  scopesSince: number;
}

/** What is known of all grants to one app, past ones too, in columns. */
export interface AppHistory {
  app: AppSeen;
  scopeSets: string[][];
  memberIds: string[];
  firstSeen: number[];
  lastConfirmed: number[];
  goneSince: (number | null)[];
  /** Indexes into `scopeSets`: the scopes when first seen, and the current or last ones. */
  scopesThen: number[];
  scopesNow: number[];
  scopesSince: number[];
}

function appsOf(store: Store, organization: string) {
  return store
    .selectFrom('observed_apps')
    .leftJoin('observed_organizations', (join) =>
      join.onRef('observed_organizations.organization', '=', 'observed_apps.organization'),
    )
    .select(['key', 'app', 'name', 'first_seen', 'present_at', 'gone_since'])
    .select(['first_read_at', 'read_at', 'members', 'list_at'])
    .where('observed_apps.organization', '=', organization);
}
type AppRow = Awaited<ReturnType<ReturnType<typeof appsOf>['executeTakeFirstOrThrow']>>;

function appSeen(row: AppRow): AppSeen {
  // A present app was in the last list, or was seen after it.
  const lastList = row.gone_since === null ? (row.list_at ?? 0) : 0;
  return {
    id: row.app,
    name: row.name,
    firstSeen: row.first_seen,
    lastConfirmed: Math.max(row.present_at, lastList),
    goneSince: row.gone_since,
    firstReadAt: row.first_read_at,
    readAt: row.read_at,
    members: row.members,
  };
}

/** Every app that the organization has had since Grantscope began to record it. */
export async function appsSeen(store: Store, organization: string): Promise<AppsSeen> {
  const times = await store
    .selectFrom('observed_organizations')
    .select(['first_list_at', 'list_at'])
    .where('organization', '=', organization)
    .executeTakeFirst();
  const rows = await appsOf(store, organization).orderBy('app').execute();
  return {
    firstListAt: times?.first_list_at ?? null,
    listAt: times?.list_at ?? null,
    apps: rows.map(appSeen),
  };
}

function grantsIn(store: Store, appKey: number, after: string | null, limit: number) {
  return store
    .selectFrom('observed_grants')
    .select(['member', 'scopes', 'first_scopes', 'first_seen', 'scopes_since'])
    .select(['gone_since', 'last_there'])
    .where('app_key', '=', appKey)
    .$if(after !== null, (query) => query.where('member', '>', after ?? ''))
    .orderBy('member')
    .limit(limit)
    .execute();
}

/** Numbers values in order of first appearance. */
function numbering() {
  const indexes = new Map<number, number>();
  return {
    of(key: number): number {
      const index = indexes.get(key) ?? indexes.size;
      indexes.set(key, index);
      return index;
    },
    keys: indexes.keys(),
  };
}

/** What is known of all grants to an app; null if the organization never had it. */
export async function historyOfApp(
  store: Store,
  organization: string,
  appId: string,
): Promise<AppHistory | null> {
  const row = await appsOf(store, organization)
    .where('app', '=', storable(appId))
    .executeTakeFirst();
  if (row === undefined) return null;
  const app = appSeen(row);
  const sets = numbering();
  const columns: Omit<AppHistory, 'app' | 'scopeSets'> = {
    memberIds: [],
    firstSeen: [],
    lastConfirmed: [],
    goneSince: [],
    scopesThen: [],
    scopesNow: [],
    scopesSince: [],
  };
  // A first read counts only once it is completely written.
  const pages = inPages(
    (after, limit) =>
      app.readAt === null ? Promise.resolve([]) : grantsIn(store, row.key, after, limit),
    ({ member }) => member,
  );
  for await (const page of pages) {
    for (const grant of page) {
      columns.memberIds.push(grant.member);
      columns.firstSeen.push(grant.first_seen);
      columns.lastConfirmed.push(grant.last_there ?? app.readAt ?? grant.first_seen);
      columns.goneSince.push(grant.gone_since ?? app.goneSince);
      columns.scopesThen.push(sets.of(grant.first_scopes));
      columns.scopesNow.push(sets.of(grant.scopes));
      columns.scopesSince.push(grant.scopes_since);
    }
  }
  const keys = [...sets.keys];
  const contents = await loadScopeSets(store, organization, keys);
  return { app, scopeSets: keys.map((key) => contents.get(key) ?? []), ...columns };
}

/** What is known of all of a member's grants, past ones too, by app id. */
export async function historyOfMember(
  store: Store,
  organization: string,
  memberId: string,
): Promise<GrantSeen[]> {
  const rows = await store
    .selectFrom('observed_grants')
    .innerJoin('observed_apps', 'observed_apps.key', 'observed_grants.app_key')
    .select(['app', 'name', 'read_at', 'first_read_at'])
    .select('observed_apps.gone_since as app_gone_since')
    .select(['scopes', 'first_scopes', 'observed_grants.first_seen', 'scopes_since'])
    .select(['observed_grants.gone_since', 'last_there'])
    .where('observed_apps.organization', '=', organization)
    .where('member', '=', storable(memberId))
    .where('read_at', 'is not', null)
    .orderBy('app')
    .execute();
  const keys = rows.flatMap((row) => [row.scopes, row.first_scopes]);
  const contents = await loadScopeSets(store, organization, keys);
  return rows.map((row) => ({
    app: { id: row.app, name: row.name },
    firstSeen: row.first_seen,
    isFromStart: row.first_seen <= (row.first_read_at ?? -1),
    lastConfirmed: row.last_there ?? row.read_at ?? row.first_seen,
    goneSince: row.gone_since ?? row.app_gone_since,
    scopesThen: contents.get(row.first_scopes) ?? [],
    scopesNow: contents.get(row.scopes) ?? [],
    scopesSince: row.scopes_since,
  }));
}
