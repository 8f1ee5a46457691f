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
 * What Stytch forgets: when something was first seen by us, what it was then, since when it is gone.
 * Written as a by-product of reading. All times are those of Stytch's answers, epoch ms; none is the
 * time of a consent. Everything throws what the database throws.
 */
export interface Observations {
  /**
   * Records who had granted what to an app at that time: all of it. Only for an app that was read;
   * one that could not be read is left out, and its grants stay as they were. The same as last time
   * costs one row, a difference costs its own rows.
   */
  recordApp(
    organizationId: string,
    app: NamedApp,
    asOf: number,
    grants: ObservedGrants,
  ): Promise<Recorded>;
  /** Records which apps there were at that time. What is not among them is gone, unless some could not be read. */
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
  /** What happened after `from`, up to and including `to`; newest first, a page at a time. */
  changesBetween(
    organizationId: string,
    from: number,
    to: number,
    filter: ChangeFilter,
  ): Promise<ChangePage>;
  /** What the first reading of each of these apps found, by id; without those that have none yet. */
  firstReadings(
    organizationId: string,
    appIds: readonly string[],
  ): Promise<Map<string, FirstReading>>;
  /** How much of it happened to which app; cheap however much that is. */
  countChanges(organizationId: string, from: number, to: number): Promise<AppChangeCounts[]>;
  /** Notes that a viewer looks; gives when their visit before this one ended, or null. */
  visit(organizationId: string, memberId: string, now: number): Promise<number | null>;
}

/**
 * Makes the observations of a database; organizations never see each other's. `maxRows` is how many
 * rows one transaction writes: to the embedded database, whose lock everybody needs, not all at once.
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
