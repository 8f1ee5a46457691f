import type { Store } from './database.ts';
import { storable } from './given-rows.ts';
import { grantEvents, type AppEvent, type GrantEvent } from './schema.ts';
import { loadScopeSets } from './scope-sets.ts';

/** `first-read`: Grantscope read the app's grants for the first time, which makes none of them new. */
type ChangeKind = AppEvent | 'first-read' | GrantEvent;

/** One change of an app, or of one member's grant to it. */
export interface Change {
  /** Epoch ms of the response that showed it; it happened between that response and the one before. */
  at: number;
  kind: ChangeKind;
  app: { id: string; name: string };
  /** Null for a change of the whole app. */
  member: string | null;
  /** Members of the app after the change. */
  members: number;
  scopesBefore: string[] | null;
  scopesAfter: string[] | null;
}

/** The last change of a page; the next page starts after it. */
export interface ChangeCursor {
  at: number;
  key: number;
  member: string;
}

export interface ChangeFilter {
  limit: number;
  after: ChangeCursor | null;
  /** All kinds by default. */
  kinds?: readonly ChangeKind[];
  appId?: string;
  /** Only changes of this member's grants. */
  memberId?: string;
}

/** Newest first; changes from one response are ordered by member. */
export interface ChangePage {
  changes: Change[];
  /** Null on the last page. */
  next: ChangeCursor | null;
}

/** Counts of one app's changes. */
export interface AppChangeCounts {
  app: { id: string; name: string };
  /** The latest of each within the period. */
  appearedAt: number | null;
  vanishedAt: number | null;
  returnedAt: number | null;
  firstReadAt: number | null;
  /** Changes of members' grants; each change counts. */
  granted: number;
  gone: number;
  grantedAgain: number;
  scopesGrown: number;
  scopesShrunk: number;
  scopesReplaced: number;
}

const appKinds = ['appeared', 'vanished', 'returned', 'first-read'] as const;

/** Changes of one organization after `from`, up to and including `to`. */
function changesIn(store: Store, organization: string, from: number, to: number) {
  return store
    .selectFrom('app_changes')
    .innerJoin('observed_apps', 'observed_apps.key', 'app_changes.app_key')
    .where('app_changes.organization', '=', organization)
    .where('observed_apps.organization', '=', organization)
    .where('app_changes.at', '>', from)
    .where('app_changes.at', '<=', to);
}

interface Row {
  at: number;
  key: number;
  kind: ChangeKind;
  app: string;
  name: string;
  member: string;
  members: number;
  scopes_before: number | null;
  scopes_after: number | null;
}

async function appRows(
  query: ReturnType<typeof changesIn>,
  { kinds = appKinds, after, appId, memberId, limit }: ChangeFilter,
): Promise<Row[]> {
  const wanted = appKinds.filter((kind) => kinds.includes(kind));
  if (wanted.length === 0 || memberId !== undefined) return [];
  const rows = await query
    .select(['at', 'app_changes.key', 'kind', 'app', 'name', 'app_changes.members'])
    .where('kind', 'in', wanted)
    .$if(appId !== undefined, (some) => some.where('app', '=', storable(appId ?? '')))
    .$if(after !== null, (some) =>
      some.where((eb) =>
        eb.or([
          eb('at', '<', after?.at ?? 0),
          eb.and([eb('at', '=', after?.at ?? 0), eb('app_changes.key', '<', after?.key ?? 0)]),
        ]),
      ),
    )
    .orderBy('at', 'desc')
    .orderBy('app_changes.key', 'desc')
    .limit(limit + 1)
    .execute();
  return rows.flatMap(({ kind, ...row }) =>
    // A `grants-changed` row matches none of the requested kinds.
    kind === 'grants-changed'
      ? []
      : [{ ...row, kind, member: '', scopes_before: null, scopes_after: null }],
  );
}

async function grantRows(
  query: ReturnType<typeof changesIn>,
  { kinds = grantEvents, after, appId, memberId, limit }: ChangeFilter,
): Promise<Row[]> {
  const wanted = grantEvents.filter((kind) => kinds.includes(kind));
  if (wanted.length === 0) return [];
  return await query
    .innerJoin('grant_changes', 'grant_changes.change_key', 'app_changes.key')
    .select(['at', 'app_changes.key', 'grant_changes.kind', 'app', 'name', 'member'])
    .select(['app_changes.members', 'scopes_before', 'scopes_after'])
    .where('grant_changes.kind', 'in', wanted)
    .$if(appId !== undefined, (some) => some.where('app', '=', storable(appId ?? '')))
    .$if(memberId !== undefined, (some) => some.where('member', '=', storable(memberId ?? '')))
    .$if(after !== null, (some) =>
      some
        // Repeats the condition so that an index can use it.
        .where('at', '<=', after?.at ?? 0)
        .where((eb) =>
          eb.or([
            eb('at', '<', after?.at ?? 0),
            eb('app_changes.key', '<', after?.key ?? 0),
            eb.and([
              eb('app_changes.key', '=', after?.key ?? 0),
              eb('member', '>', after?.member ?? ''),
            ]),
          ]),
        ),
    )
    .orderBy('at', 'desc')
    .orderBy('app_changes.key', 'desc')
    .orderBy('member')
    .limit(limit + 1)
    .execute();
}

/** Keeps the database's order for changes from one response. */
const byTime = (a: Row, b: Row) => b.at - a.at || b.key - a.key;

/** Changes in an organization after a time, up to and including another, page by page. */
export async function changesBetween(
  store: Store,
  organization: string,
  from: number,
  to: number,
  filter: ChangeFilter,
): Promise<ChangePage> {
  const found = await Promise.all([
    appRows(changesIn(store, organization, from, to), filter),
    grantRows(changesIn(store, organization, from, to), filter),
  ]);
  const rows = found.flat().toSorted(byTime);
  const page = rows.slice(0, filter.limit);
  const keys = page.flatMap((row) => [row.scopes_before ?? [], row.scopes_after ?? []].flat());
  const sets = await loadScopeSets(store, organization, keys);
  const scopesOf = (key: number | null) => (key === null ? null : (sets.get(key) ?? []));
  const last = page.at(-1);
  return {
    changes: page.map((row) => ({
      at: row.at,
      kind: row.kind,
      app: { id: row.app, name: row.name },
      member: appKinds.some((kind) => kind === row.kind) ? null : row.member,
      members: row.members,
      scopesBefore: scopesOf(row.scopes_before),
      scopesAfter: scopesOf(row.scopes_after),
    })),
    next:
      last === undefined || rows.length <= page.length
        ? null
        : { at: last.at, key: last.key, member: last.member },
  };
}

/** Counts each app's changes in an organization after a time, up to and including another. */
export async function countChanges(
  store: Store,
  organization: string,
  from: number,
  to: number,
): Promise<AppChangeCounts[]> {
  const rows = await changesIn(store, organization, from, to)
    .select((eb) => {
      const latest = (kind: AppEvent | 'first-read') =>
        eb.fn.max<number | null>(eb.case().when('kind', '=', kind).then(eb.ref('at')).end());
      return [
        'app',
        'name',
        latest('appeared').as('appearedAt'),
        latest('vanished').as('vanishedAt'),
        latest('returned').as('returnedAt'),
        latest('first-read').as('firstReadAt'),
        eb.fn.sum<number>('granted').as('granted'),
        eb.fn.sum<number>('gone').as('gone'),
        eb.fn.sum<number>('granted_again').as('grantedAgain'),
        eb.fn.sum<number>('scopes_grown').as('scopesGrown'),
        eb.fn.sum<number>('scopes_shrunk').as('scopesShrunk'),
        eb.fn.sum<number>('scopes_replaced').as('scopesReplaced'),
      ];
    })
    .groupBy(['app', 'name'])
    .orderBy('app')
    .execute();
  return rows.map(({ app: id, name, ...counts }) => ({ app: { id, name }, ...counts }));
}
