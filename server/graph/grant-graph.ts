import { setImmediate } from 'node:timers/promises';
import { setsOf, unpackColumns } from '#contract/packed-rows.ts';
import type { ScopeClassifier } from '../scopes/classifier.ts';
import { compareScopes } from '../scopes/order.ts';
import type { UpstreamKind } from '../stytch/errors.ts';
import type { ConnectedApp } from '../stytch/types.ts';
import type { LiveApp } from '../live/apps.ts';
import { createMemberNumbers, type MemberNumbers } from './member-numbers.ts';

/** The grants of one app: row `i` is the member with that number and their set of scopes. */
export interface AppGrants {
  app: ConnectedApp;
  /** Epoch ms of Stytch's answer. */
  asOf: number;
  digest: string;
  /** Members of the app who could not be read. */
  unreadable: number;
  members: Uint32Array<ArrayBuffer>;
  /** Numbers of sets of the graph. */
  sets: Uint32Array<ArrayBuffer>;
}

/** An app whose grants could not be read, and why. */
export interface UnreadApp {
  app: ConnectedApp;
  kind: UpstreamKind;
}

/** Members × connected apps × granted scopes of one organization. */
export interface GrantGraph {
  /** Equal for equal graphs. */
  version: string;
  /** Epoch ms of the oldest answer in it. */
  asOf: number;
  apps: readonly AppGrants[];
  unread: readonly UnreadApp[];
  /** Apps that were listed, but so that nothing could be read of them. */
  unlisted: number;
  members: MemberNumbers;
  /** Every scope in use, heaviest class first and then by name: an index is also a rank. */
  scopes: readonly string[];
  /** Distinct sets of scopes, each ascending. */
  scopeSets: readonly (readonly number[])[];
  /** About how much memory it takes. */
  bytes: number;
}

/** Numbers sets of scopes by what is in them. */
export function createSetNumbers() {
  const numbers = new Map<string, number>();
  const sets: (readonly number[])[] = [];
  return {
    sets,
    /** The set must be ascending. */
    numberOf(set: readonly number[]): number {
      const key = set.join(' ');
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, sets.length);
      return sets.push(set) - 1;
    },
  };
}

interface AppRows {
  view: LiveApp;
  members: Uint32Array<ArrayBuffer>;
  sets: ArrayLike<number>;
  scopeSets: number[][];
}

/** Collects apps as they are read; `finish` makes the graph of what has come. */
export function createGraphBuilder(classifier: ScopeClassifier, unlisted: number) {
  const members = createMemberNumbers();
  const rows: AppRows[] = [];
  const unread: UnreadApp[] = [];

  function rankScopes(): string[] {
    const names = new Set(rows.flatMap(({ view }) => view.columns.scopes.map(({ name }) => name)));
    return [...names]
      .map((name) => ({ name, class: classifier.classify(name).class }))
      .toSorted(compareScopes)
      .map(({ name }) => name);
  }

  return {
    unlisted,
    members,
    addUnread: (app: UnreadApp) => void unread.push(app),
    add(view: LiveApp): void {
      const { layout, bytes } = view.columns.packed;
      const { ids, uuids, sets, ends, entries } = unpackColumns(layout, bytes);
      const numbers =
        uuids.length > 0
          ? members.addPacked(layout.ids.prefix, uuids)
          : members.addPlain(Array.from({ length: ids.length }, (_, row) => ids.at(row) ?? ''));
      rows.push({ view, members: numbers, sets, scopeSets: setsOf(ends, entries) });
    },
    async finish(version: string, asOf: number): Promise<GrantGraph> {
      const scopes = rankScopes();
      const rank = new Map(scopes.map((name, index) => [name, index]));
      const numbering = createSetNumbers();
      const apps: AppGrants[] = [];
      for (const { view, members: numbers, sets, scopeSets } of rows) {
        const ranks = view.columns.scopes.map(({ name }) => rank.get(name) ?? 0);
        // Ranks of an app and of the graph are in the same order, so sets stay ascending.
        const setOf = scopeSets.map((set) =>
          numbering.numberOf(set.map((scope) => ranks[scope] ?? 0)),
        );
        const { asOf: readAt, digest, columns } = view;
        const graphSets = new Uint32Array(sets.length);
        for (let row = 0; row < sets.length; row += 1) graphSets[row] = setOf[sets[row] ?? 0] ?? 0;
        const { app, unreadable } = columns;
        apps.push({ app, asOf: readAt, digest, unreadable, members: numbers, sets: graphSets });
        await setImmediate();
      }
      const grants = apps.reduce((sum, app) => sum + app.members.length, 0);
      const bytes = 10_000 + grants * 8 + members.size * 24 + numbering.sets.length * 200;
      const { sets: scopeSets } = numbering;
      return { version, asOf, apps, unread, unlisted, members, scopes, scopeSets, bytes };
    },
  };
}
