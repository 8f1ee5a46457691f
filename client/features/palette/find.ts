import type { ListedApp } from '#contract/connected-apps.ts';
import { skeletonOf } from '#contract/look-alikes.ts';
import type { Scope } from '#contract/scopes.ts';
import { readPart } from '../../api/paths.ts';
import { clientTypes } from '../../grid/client-types.ts';
import { appName } from '../../grid/names.ts';
import { statusOf, type GrantStore } from '../../grid/store.ts';
import { formatCount } from '../../ui/format.ts';
import {
  appEntry,
  commandEntry,
  memberEntry,
  pageEntry,
  scopeEntry,
  type Command,
  type Entry,
  type Group,
  type Hrefs,
  type PageEntry,
} from './entries.ts';
import { isClose } from './close.ts';
import type { MemberSearch } from './member-search.ts';
import { rankCandidate, ranks, type Candidate, type Wanted } from './rank.ts';
import { targetOf } from './targets.ts';

/** All that can be found. */
export interface Haystack {
  apps: readonly ListedApp[];
  scopes: readonly Scope[];
  members: GrantStore;
  searchMembers: MemberSearch;
  pages: readonly PageEntry[];
  commands: readonly Command[];
  hrefs: Hrefs;
  /** Addresses of pages that were open lately, the last one first. */
  recent: readonly string[];
}

const maxOfAKind = 6;

interface Found {
  entries: readonly Entry[];
  /** How many fit in all. */
  total: number;
}

/** The best of a kind, those that were open lately before others that fit as well. */
function bestOf<T>(
  things: readonly T[],
  wanted: Wanted,
  describe: (thing: T) => Candidate,
  entryOf: (thing: T, rank: number) => Entry,
  recent: readonly string[],
): Found {
  const found = things.flatMap((thing) => {
    const rank = rankCandidate(describe(thing), wanted);
    return rank === -1 ? [] : [entryOf(thing, rank)];
  });
  const lately = ({ href }: Entry) => {
    const at = href === null ? -1 : recent.indexOf(href);
    return at === -1 ? recent.length : at;
  };
  found.sort((a, b) => a.rank - b.rank || lately(a) - lately(b));
  return { entries: found.slice(0, maxOfAKind), total: found.length };
}

/** A group whose last entry leads to all that fit, where they are more than are shown. */
function withMore(label: string, { entries, total }: Found, list: string, query: string): Group {
  if (total <= entries.length) return { label, entries };
  const more: Entry = {
    key: `more ${label}`,
    rank: ranks.length,
    subject: { kind: 'more', label: `Show all ${formatCount(total)} ${label.toLowerCase()}` },
    href: `${list}?${new URLSearchParams({ q: query }).toString()}`,
  };
  return { label, entries: [...entries, more] };
}

function memberAt(members: GrantStore, row: number) {
  return {
    id: members.idAt(row),
    name: members.names[row] ?? '',
    email: members.emails[row] ?? '',
    status: statusOf(members, row),
  };
}

function findMembers(stack: Haystack, wanted: Wanted, query: string): Group {
  const { members, hrefs, recent } = stack;
  const lately = new Set(recent);
  const rows = new Set<number>();
  // An id is cheap to look up and dear to make, so that the few recent ones are turned into rows.
  if (members.size > 0) {
    const prefix = hrefs.member('');
    for (const href of lately) {
      const id = href.startsWith(prefix) ? readPart(href.slice(prefix.length)) : '';
      const row = id === '' ? undefined : members.rowOf(id);
      if (row !== undefined) rows.add(row);
    }
  }
  const found = stack.searchMembers(wanted, maxOfAKind, (row) => rows.has(row));
  const entries = found.best.map(({ row, rank }) =>
    memberEntry(memberAt(members, row), rank, hrefs),
  );
  return withMore('Members', { entries, total: found.total }, hrefs.members(), query);
}

/** What the query names exactly, as an entry of its own, unless it is among those that are known. */
function findTarget(query: string, origin: string, { apps, members, hrefs }: Haystack): Entry[] {
  const target = targetOf(query, origin);
  if (target === null) return [];
  if (target.kind === 'link') {
    const { href } = target;
    const subject = { kind: 'target', label: 'Open this link', id: href } as const;
    return [{ key: 'target', rank: 0, subject, href }];
  }
  if (target.kind === 'grant') {
    const { member, app } = target;
    const subject = {
      kind: 'target',
      label: 'Diagnose this member and this app',
      id: app,
    } as const;
    return [{ key: 'target', rank: 0, subject, href: hrefs.diagnosis(member, app) }];
  }
  const { id, kind } = target;
  const app = kind === 'app' ? apps.find((known) => known.id === id) : undefined;
  if (app !== undefined) return [appEntry(app, 0, hrefs)];
  const row = kind === 'member' ? members.rowOf(id) : undefined;
  if (row !== undefined) return [memberEntry(memberAt(members, row), 0, hrefs)];
  const href = kind === 'app' ? hrefs.app(id) : hrefs.member(id);
  const label = kind === 'app' ? 'Open the app with this id' : 'Open the member with this id';
  return [{ key: 'target', rank: 0, subject: { kind: 'target', label, id }, href }];
}

/** Members whose names are compared letter by letter; of more it would take longer than a keystroke. */
const maxCompared = 5000;

/** What was meant where nothing fits: names that differ from the query by a letter. */
function findClose(wanted: Wanted, stack: Haystack): Group[] {
  const { apps, scopes, members, pages, hrefs } = stack;
  const rank = ranks.length - 1;
  const rows =
    members.size > maxCompared ? [] : Array.from({ length: members.size }, (_, row) => row);
  const entries = [
    ...apps
      .filter((app) => isClose([appName(app)], wanted))
      .map((app) => appEntry(app, rank, hrefs)),
    ...rows
      .filter((row) => isClose([members.names[row] ?? ''], wanted))
      .map((row) => memberEntry(memberAt(members, row), rank, hrefs)),
    ...scopes
      .filter(({ name }) => isClose([name], wanted))
      .map((scope) => scopeEntry(scope, rank, hrefs)),
    ...pages.filter(({ label }) => isClose([label], wanted)).map((page) => pageEntry(page, rank)),
  ];
  return entries.length === 0
    ? []
    : [{ label: 'Did you mean', entries: entries.slice(0, maxOfAKind) }];
}

/** All that fits, in groups: the group with what fits best first, and in it what fits best. */
export function find(query: string, wanted: Wanted, origin: string, stack: Haystack): Group[] {
  const { apps, scopes, pages, commands, hrefs, recent } = stack;
  const named = findTarget(query, origin, stack);
  if (named.length > 0) return [{ label: 'What you pasted', entries: named }];
  const foundApps = bestOf(
    apps,
    wanted,
    (app) => ({
      names: [appName(app)],
      about: `${clientTypes[app.clientType].label}\n${skeletonOf(app.name)}`,
      id: app.id,
    }),
    (app, rank) => appEntry(app, rank, hrefs),
    recent,
  );
  const foundScopes = bestOf(
    scopes,
    wanted,
    ({ name, description }) => ({ names: [name], about: description ?? '', id: '' }),
    (scope, rank) => scopeEntry(scope, rank, hrefs),
    recent,
  );
  const foundPages = bestOf(
    pages,
    wanted,
    ({ label }) => ({ names: [label], about: '', id: '' }),
    pageEntry,
    [],
  );
  const foundCommands = bestOf(
    commands,
    wanted,
    ({ label, alias }) => ({ names: [label], about: alias, id: '' }),
    commandEntry,
    [],
  );
  const text = query.trim();
  const groups: Group[] = [
    { label: 'Pages', entries: foundPages.entries },
    withMore('Apps', foundApps, hrefs.apps(), text),
    findMembers(stack, wanted, text),
    withMore('Scopes', foundScopes, hrefs.scopes(), text),
    { label: 'Actions', entries: foundCommands.entries },
  ];
  const found = groups
    .filter(({ entries }) => entries.length > 0)
    .toSorted((a, b) => (a.entries[0]?.rank ?? 0) - (b.entries[0]?.rank ?? 0));
  return found.length > 0 ? found : findClose(wanted, stack);
}

/** What there is before anything is asked for: where one was lately, the pages and what can be done. */
export function offer({
  apps,
  scopes,
  members,
  pages,
  commands,
  hrefs,
  recent,
}: Haystack): Group[] {
  const known = recent.flatMap((href): Entry[] => {
    const app = apps.find(({ id }) => hrefs.app(id) === href);
    if (app !== undefined) return [appEntry(app, 0, hrefs)];
    const scope = scopes.find(({ name }) => hrefs.scope(name) === href);
    if (scope !== undefined) return [scopeEntry(scope, 0, hrefs)];
    const prefix = hrefs.member('');
    if (!href.startsWith(prefix) || href === prefix) return [];
    const id = readPart(href.slice(prefix.length));
    const row = members.rowOf(id);
    const blank = { id, name: '', email: '', status: null };
    return [memberEntry(row === undefined ? blank : memberAt(members, row), 0, hrefs)];
  });
  const groups: Group[] = [
    { label: 'Recent', entries: known.slice(0, maxOfAKind) },
    {
      label: 'This page',
      entries: commands.filter(({ isOfPage }) => isOfPage).map((each) => commandEntry(each, 0)),
    },
    { label: 'Pages', entries: pages.map((page) => pageEntry(page, 0)) },
    {
      label: 'Actions',
      entries: commands.filter(({ isOfPage }) => !isOfPage).map((each) => commandEntry(each, 0)),
    },
  ];
  return groups.filter(({ entries }) => entries.length > 0);
}
