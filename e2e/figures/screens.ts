import { z } from 'zod';
import { createGrantStore, type GrantStore } from '#client/grid/store.ts';
import type { StoreTable } from '#client/grid/store-table.ts';
import { headFiguresOf as appHead } from '#client/features/apps/app-page/head-figures.ts';
import { countMarked, type Reaches } from '#client/features/apps/figures.ts';
import { countOfClass } from '#client/features/apps/list-state.ts';
import { countKind, reachOf } from '#client/features/members/connections/figures.ts';
import { headFiguresOf as membersHead } from '#client/features/members/head-figures.ts';
import { tilesOf } from '#client/features/overview/figures.ts';
import { figuresOfScope } from '#client/features/scopes/figures.ts';
import { grantsOf } from '#client/features/scopes/grants-of.ts';
import { headFiguresOf as scopeHead } from '#client/features/scopes/head-figures.ts';
import { figureOf, type Figure } from '#client/ui/figure.ts';
import { connectedAppListSchema, reachSchema, type Reach } from '#contract/connected-apps.ts';
import { grantTableSchema } from '#contract/grant-table.ts';
import type { GraphState } from '#contract/graph.ts';
import { memberPageSchema } from '#contract/member-page.ts';
import { memberTableSchema } from '#contract/member-table.ts';
import { memberDirectorySchema } from '#contract/members.ts';
import type { MissingPart } from '#contract/missing.ts';
import { overviewSchema } from '#contract/overview.ts';
import { scopeListSchema, scopeTableSchema } from '#contract/scope-views.ts';
import type { Visitor } from '#server/testing/visitor.ts';

/** All figures of one screen, by what they count. */
interface Screen {
  figures: Map<string, Figure>;
  /** Whether the screen says that something is missing. */
  hasNotice: boolean;
}

/** What every screen shows of an organization; null for one that could not be read at all. */
export type Screens = Map<string, Screen | null>;

const exactly = (count: number) => figureOf(count, 'exact');

/** An answer as its contract has it; null where it is none. */
function parse<T extends z.core.$ZodType>(
  { status, text, bytes }: Awaited<ReturnType<Visitor['get']>>,
  schema: T,
  isPacked: boolean,
) {
  return status === 200
    ? z.parse(schema, isPacked ? new Uint8Array(bytes) : JSON.parse(text))
    : null;
}

/** Reads what screens ask the server for. */
function reader(visitor: Visitor) {
  return {
    json: async <T extends z.core.$ZodType>(path: string, schema: T) =>
      parse(await visitor.get(path), schema, false),
    packed: async <T extends z.core.$ZodType>(path: string, schema: T) =>
      parse(await visitor.get(path), schema, true),
    names: async (ids: string[]) =>
      parse(await visitor.post('/api/members/lookup', { ids }), memberDirectorySchema, false),
  };
}
type Reader = ReturnType<typeof reader>;

/** The store of a table with its names, and whether all of them could be read. */
async function namedStore(read: Reader, table: StoreTable) {
  const store = createGrantStore(table, null);
  const rows = Array.from({ length: store.size }, (_, row) => row);
  const ids = [...new Set(rows.map((row) => store.idAt(row)))];
  const directory = ids.length === 0 ? null : await read.names(ids);
  if (directory !== null) store.addNames(rows, directory);
  return { store, isNamed: ids.length === 0 || directory !== null };
}

const lacks = (view: { graph?: GraphState; missing: readonly MissingPart[] }) =>
  view.missing.length > 0 ||
  (view.graph !== undefined && view.graph.unread.length + view.graph.people.unread > 0);

async function readOverview(read: Reader): Promise<Screen | null> {
  const overview = await read.json('/api/overview', overviewSchema);
  if (overview === null) return null;
  const [apps, members, grants, highRisk, inactive] = tilesOf(overview, true);
  const tiles = { apps, members, grants, 'high-risk': highRisk, inactive };
  const figures = new Map<string, Figure>();
  for (const [name, tile] of Object.entries(tiles)) {
    if (tile !== undefined) figures.set(name, tile.figure);
  }
  const bound = overview.graph.unread.length === 0 ? 'exact' : 'at-least';
  figures.set('high-risk people', figureOf(overview.highRiskPeople, bound));
  for (const app of overview.apps) {
    figures.set(`people of ${app.id}`, exactly(app.people));
    figures.set(`high-risk people of ${app.id}`, exactly(app.highRiskPeople));
  }
  for (const scope of overview.scopes) {
    figures.set(`people of ${scope.name}`, figureOf(scope.people, bound));
    figures.set(`apps of ${scope.name}`, figureOf(scope.apps, bound));
  }
  return { figures, hasNotice: lacks(overview) };
}

async function readMembers(read: Reader): Promise<Screen | null> {
  const table = await read.packed('/api/members', memberTableSchema);
  if (table === null) return null;
  const { store, isNamed } = await namedStore(read, table);
  const { highRisk, flagged } = membersHead(table, store, false);
  const figures = new Map<string, Figure>([['high-risk people', highRisk]]);
  for (const { statuses, figure } of flagged) figures.set(statuses.join(' '), figure);
  const isPartial = table.graph.unread.length > 0;
  for (let row = 0; row < store.size; row += 1) {
    const bound = isPartial ? 'at-least' : 'exact';
    figures.set(`apps of ${store.idAt(row)}`, figureOf(store.sums?.apps[row] ?? 0, bound));
    figures.set(
      `high-risk scopes of ${store.idAt(row)}`,
      figureOf(store.sums?.highRisk[row] ?? 0, bound),
    );
  }
  return { figures, hasNotice: lacks(table) || !isNamed };
}

async function readScopes(read: Reader): Promise<Screen | null> {
  const list = await read.json('/api/scopes', scopeListSchema);
  if (list === null) return null;
  const figures = new Map<string, Figure>();
  for (const scope of list.scopes) {
    const { people, apps, dormant } = figuresOfScope(scope, list.graph);
    figures.set(`people of ${scope.name}`, people);
    figures.set(`apps of ${scope.name}`, apps);
    if (dormant !== null) figures.set(`dormant people of ${scope.name}`, dormant);
  }
  return { figures, hasNotice: lacks(list) };
}

const headNames = ['people', 'apps', 'grants'];

async function readScope(read: Reader, name: string): Promise<Screen | null> {
  const path = `/api/scopes/${encodeURIComponent(name)}`;
  const table = await read.packed(path, scopeTableSchema);
  if (table === null) return null;
  const { store, isNamed } = await namedStore(read, grantsOf(table));
  const figures = new Map<string, Figure>();
  scopeHead(table, store, false).forEach(({ figure, filter }, at) => {
    // How many are not known rises with what fails: that is what it is for.
    if (filter?.access?.includes('unknown') === true) return;
    const key = filter === null ? headNames[at] : JSON.stringify(filter);
    figures.set(key ?? 'not known', figure);
  });
  return { figures, hasNotice: lacks(table) || !isNamed };
}

async function readApps(read: Reader): Promise<Screen | null> {
  const list = await read.json('/api/connected-apps', connectedAppListSchema);
  if (list === null) return null;
  const known = new Map<string, Reach>();
  for (const { id } of list.apps) {
    const reach = await read.json(`/api/connected-apps/${id}/reach`, reachSchema);
    if (reach !== null) known.set(id, reach);
  }
  const reaches: Reaches = { known, settled: true };
  const marks = { reachOf: (id: string) => known.get(id), isAlike: () => false };
  const figures = new Map<string, Figure>([['apps', exactly(list.apps.length)]]);
  for (const mark of ['high-risk', 'restricted'] as const) {
    figures.set(mark, countMarked(list, mark, reaches, marks));
  }
  for (const [id, reach] of known) {
    figures.set(`people of ${id}`, exactly(reach.people));
    figures.set(`high-risk scopes of ${id}`, exactly(countOfClass(reach, 'high-risk')));
    for (const { name, people } of reach.scopes) {
      figures.set(`people of ${id} with ${name}`, exactly(people));
    }
  }
  return { figures, hasNotice: lacks(list) || known.size < list.apps.length };
}

function countRows(store: GrantStore, has: (set: readonly number[]) => boolean): number {
  return [...store.sets].filter((set) => has(store.scopeSets[set] ?? [])).length;
}

async function readApp(read: Reader, id: string): Promise<Screen | null> {
  const table = await read.packed(`/api/connected-apps/${id}`, grantTableSchema);
  if (table === null) return null;
  const { store, isNamed } = await namedStore(read, table);
  const figures = new Map<string, Figure>();
  for (const { figure, label, filter } of appHead(table, store, false)) {
    figures.set(
      filter === null ? label.replace(/^person has/, 'people have') : JSON.stringify(filter),
      figure,
    );
  }
  store.scopes.forEach(({ name }, scope) => {
    figures.set(`people with ${name}`, exactly(countRows(store, (set) => set.includes(scope))));
  });
  const isHighRisk = store.scopes.map((scope) => scope.class === 'high-risk');
  figures.set(
    'high-risk people',
    exactly(countRows(store, (set) => set.some((scope) => isHighRisk[scope]))),
  );
  return { figures, hasNotice: lacks(table) || !isNamed };
}

async function readMember(read: Reader, id: string): Promise<Screen | null> {
  const page = await read.json(`/api/members/${id}`, memberPageSchema);
  if (page === null) return null;
  const figures = new Map<string, Figure>();
  for (const { figure, label } of reachOf(page, false)) {
    figures.set(label.replace(/^(?:app|scope)s?\b/, 'apps').replace(/scope$/, 'scopes'), figure);
  }
  for (const kind of ['high-risk', 'dormant', 'restricted'] as const) {
    figures.set(`apps that are ${kind}`, countKind(page, kind));
  }
  return { figures, hasNotice: lacks(page) };
}

/** What to look at beside the lists. */
export interface Subjects {
  apps: readonly string[];
  scopes: readonly string[];
  members: readonly string[];
}

/** Reads every screen through the server, and makes its figures with the client's own functions. */
export async function readScreens(visitor: Visitor, subjects: Subjects): Promise<Screens> {
  const read = reader(visitor);
  const screens: Screens = new Map();
  screens.set('overview', await readOverview(read));
  screens.set('members', await readMembers(read));
  screens.set('scopes', await readScopes(read));
  screens.set('apps', await readApps(read));
  for (const id of subjects.apps) screens.set(`app ${id}`, await readApp(read, id));
  for (const name of subjects.scopes) screens.set(`scope ${name}`, await readScope(read, name));
  for (const id of subjects.members) screens.set(`member ${id}`, await readMember(read, id));
  return screens;
}
