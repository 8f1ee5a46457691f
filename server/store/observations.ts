import {
  changesBetween,
  countChanges,
  type AppChangeCounts,
  type ChangeFilter,
  type ChangePage,
} from './changes.ts';
import type { Store } from './database.ts';
import { firstReadings, type FirstReading } from './first-readings.ts';
import {
  appsSeen,
  historyOfApp,
  historyOfMember,
  type AppHistory,
  type AppsSeen,
  type GrantSeen,
} from './history.ts';
import { recordAppList, type NamedApp, type Recorded } from './presence.ts';
import { recordApp, type ObservedGrants } from './record-app.ts';
import { visit } from './visits.ts';

/**
 * What Stytch forgets: when something was first seen, what it was then, and since when it is gone. Written as
 * a by-product of reads. All times are those of Stytch's responses, epoch ms, never of a consent. Every
 * method throws what the database throws.
 */
export interface Observations {
  /**
   * Records all grants of an app at that time. Only for an app that was read: the grants of one that could
   * not be read stay unchanged. Unchanged grants cost one row; a difference costs its own rows.
   */
  recordApp(
    organizationId: string,
    app: NamedApp,
    asOf: number,
    grants: ObservedGrants,
  ): Promise<Recorded>;
  /**
   * Records the list of apps at that time. Apps missing from it are gone, unless some entries were
   * unreadable.
   */
  recordAppList(
    organizationId: string,
    asOf: number,
    apps: readonly NamedApp[],
    isCut?: boolean,
  ): Promise<Recorded>;
  appsSeen(organizationId: string): Promise<AppsSeen>;
  /** Null if the organization never had the app. */
  historyOfApp(organizationId: string, appId: string): Promise<AppHistory | null>;
  historyOfMember(organizationId: string, memberId: string): Promise<GrantSeen[]>;
  /** Changes after `from`, up to and including `to`; newest first, a page at a time. */
  changesBetween(
    organizationId: string,
    from: number,
    to: number,
    filter: ChangeFilter,
  ): Promise<ChangePage>;
  /** What the first read of each of these apps found, by id, without apps that were not read yet. */
  firstReadings(
    organizationId: string,
    appIds: readonly string[],
  ): Promise<Map<string, FirstReading>>;
  /** Counts each app's changes; cheap whatever their number. */
  countChanges(organizationId: string, from: number, to: number): Promise<AppChangeCounts[]>;
  /** Notes that a viewer looks; returns when their previous visit ended, or null. */
  visit(organizationId: string, memberId: string, now: number): Promise<number | null>;
}

/**
 * Organizations never see each other's observations. `maxRows` is how many rows one transaction writes;
 * limited for the embedded database, because every writer needs its lock.
 */
export function createObservations(store: Store, maxRows = Infinity): Observations {
  return {
    recordApp: (...given) => recordApp(store, ...given, maxRows),
    recordAppList: (...given) => recordAppList(store, ...given),
    appsSeen: (...given) => appsSeen(store, ...given),
    historyOfApp: (...given) => historyOfApp(store, ...given),
    historyOfMember: (...given) => historyOfMember(store, ...given),
    changesBetween: (...given) => changesBetween(store, ...given),
    firstReadings: (...given) => firstReadings(store, ...given),
    countChanges: (...given) => countChanges(store, ...given),
    visit: (...given) => visit(store, ...given),
  };
}
