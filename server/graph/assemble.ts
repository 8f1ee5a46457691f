import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import pLimit from 'p-limit';
import type { ReadProgress } from '#contract/graph.ts';
import type { People } from '#contract/people.ts';
import type { ScopeClassifier } from '../scopes/classifier.ts';
import type { StytchReader } from '../stytch/client.ts';
import { UpstreamError, type UpstreamKind } from '../stytch/errors.ts';
import { isStytchId, UnsafeIdError } from '../stytch/ids.ts';
import type { Caller, ConnectedApp, Member } from '../stytch/types.ts';
import type { Directory } from '../live/directory.ts';
import { createGraphBuilder, type GrantGraph, type UnreadApp } from './grant-graph.ts';
import type { LiveApp, LiveApps } from '../live/apps.ts';
import type { GrantObserver } from '../observations/observer.ts';
import { countPeople } from './people.ts';
import { createRetry } from '../live/retry.ts';

/** What assembling needs. */
export interface Sources {
  stytch: StytchReader;
  apps: LiveApps;
  directory: Directory;
  classifier: ScopeClassifier;
  observer: GrantObserver;
  now: () => number;
}

/** Assembling for somebody: as whom, until when, and whom to tell. */
export interface Assembly {
  caller: Caller;
  signal: AbortSignal;
  progress: ReadProgress;
  report: () => void;
  /** Apps read at once; as many as a waiting viewer is worth when left out. */
  appsAtOnce?: number;
}

const appsAtOnce = 8;
const batchesAtOnce = 6;
/** Stytch's largest search page. */
const batch = 1000;

/** Failures that every other call would meet too. */
const ofAll: ReadonlySet<UpstreamKind> = new Set([
  'session-expired',
  'aborted',
  'credentials',
  'wrong-project',
  'suspended',
  'forbidden',
  'tenancy',
]);

/** Whether a failure concerns one app, or some names; all others end the whole. */
function concernsOne(error: unknown): error is UpstreamError {
  return error instanceof UpstreamError && !ofAll.has(error.kind);
}

/**
 * Reads the list of apps, then each app: one call each. The graph names apps that could not be read. Throws
 * UpstreamError for failures that concern all of them.
 */
export async function assembleGrants(sources: Sources, assembly: Assembly): Promise<GrantGraph> {
  const { stytch, apps, classifier, observer, now } = sources;
  const { caller, signal, progress, report } = assembly;
  const withRetry = createRetry(signal, () => {
    progress.calls += 1;
  });
  const startedAt = now();
  const listed = await withRetry(() => stytch.connectedApps.list(caller, { signal }));
  observer.listed(caller.organizationId, now(), listed);
  progress.appsTotal = listed.items.length;
  progress.callsTotal = 1 + listed.items.length;
  report();
  const limit = pLimit(assembly.appsAtOnce ?? appsAtOnce);
  const read = async (app: ConnectedApp): Promise<LiveApp | UnreadApp> => {
    const view = await withRetry(() => apps.read(caller, app.connectedAppId, signal)).catch(
      (error: unknown) => {
        if (concernsOne(error)) return { app, kind: error.kind };
        // An id that must not be asked for is no reason to show nothing else.
        if (error instanceof UnsafeIdError) return { app, kind: 'invalid' as const };
        throw error;
      },
    );
    progress.apps += 1;
    report();
    return view;
  };
  const views = await Promise.all(listed.items.map((app) => limit(() => read(app))));
  return await buildGraph(createGraphBuilder(classifier, listed.unreadable), views, startedAt);
}

/** In the order of the list, whichever came first: equal answers must make equal graphs. */
async function buildGraph(
  builder: ReturnType<typeof createGraphBuilder>,
  views: readonly (LiveApp | UnreadApp)[],
  startedAt: number,
): Promise<GrantGraph> {
  const digests = [String(builder.unlisted)];
  let asOf = startedAt;
  for (const view of views) {
    if ('kind' in view) {
      builder.addUnread(view);
      digests.push(view.app.connectedAppId);
    } else {
      builder.add(view);
      digests.push(`${view.columns.app.connectedAppId} ${view.digest}`);
      asOf = Math.min(asOf, view.asOf);
      // Numbering 100,000 members takes milliseconds: others may run in between.
      await setImmediate();
    }
  }
  const version = createHash('sha1').update(digests.toSorted().join('\n')).digest('base64url');
  return await builder.finish(version, asOf);
}

/** Who the members of a graph are. */
export interface GraphNames {
  /** Changes whenever a status or the roles of a member do. */
  version: string;
  /** By number; null for an id of nobody, undefined for one whose name could not be read. */
  members: readonly (Member | null | undefined)[];
  people: People;
}

/** Tells whether anything about members that counts here has changed, without a text for each. */
function versionOf(members: readonly (Member | null | undefined)[]): string {
  const kinds = new Map<string, number>();
  let [low, high] = [0x811c9dc5, 0x01000193];
  members.forEach((member, number) => {
    const key = member ? `${member.status} ${JSON.stringify(member.roles)}` : String(member);
    const kind = kinds.get(key) ?? kinds.size;
    kinds.set(key, kind);
    low = Math.imul(low ^ (number + kind * 7919), 0x01000193);
    high = Math.imul(high ^ (number * 31 + kind), 0x85ebca6b);
  });
  const names = createHash('sha1')
    .update([...kinds.keys()].join('\n'))
    .digest('base64url');
  return `${names} ${low} ${high}`;
}

/** Reads who the members of a graph are: ceil(members / 1000) calls, fewer where they are known. */
export async function nameMembers(
  { directory }: Pick<Sources, 'directory'>,
  { caller, signal, progress, report }: Assembly,
  graph: GrantGraph,
): Promise<GraphNames> {
  const { size } = graph.members;
  progress.members = size;
  progress.callsTotal = progress.calls + Math.ceil(size / batch);
  report();
  const withRetry = createRetry(signal, () => {
    progress.calls += 1;
  });
  const members = Array<Member | null | undefined>(size).fill(undefined);
  const read = async (from: number) => {
    const count = Math.min(batch, size - from);
    const ids = Array.from({ length: count }, (_, at) => graph.members.idOf(from + at));
    try {
      // Among ids of another kind Stytch finds nobody at all.
      const askable = ids.filter((id) => isStytchId('member', id));
      const found = await withRetry(() => directory.lookUp(caller, askable, signal));
      if (found.unreadable === 0) members.fill(null, from, from + count);
      for (const member of found.items) {
        const number = graph.members.numberOf(member.memberId);
        if (number !== null) members[number] = member;
      }
      progress.membersNamed += count - found.unreadable;
    } catch (error) {
      // Those stay as they are: not read.
      if (!concernsOne(error)) throw error;
    }
    report();
  };
  const limit = pLimit(batchesAtOnce);
  const starts = Array.from({ length: Math.ceil(size / batch) }, (_, at) => at * batch);
  await Promise.all(starts.map((from) => limit(() => read(from))));
  return { version: versionOf(members), members, people: countPeople(members) };
}
