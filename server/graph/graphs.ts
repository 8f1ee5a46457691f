import { LRUCache } from 'lru-cache';
import { UpstreamError } from '../stytch/errors.ts';
import type { Caller } from '../stytch/types.ts';
import {
  assembleGrants,
  nameMembers,
  type GraphNames,
  type Progress,
  type Sources,
} from './assemble.ts';
import type { GrantGraph } from './grant-graph.ts';
import { createSingleFlight } from '../live/single-flight.ts';

/** An organization's graph as one viewer may see it. */
export interface WholeGraph {
  grants: GrantGraph;
  /** Null for a viewer who may not read members. */
  names: GraphNames | null;
}

/** Who looks at a graph. */
interface GraphViewer extends Caller {
  can: { readMembers: boolean };
}

interface ReadOptions {
  /** Epoch ms: a graph read before then does not do. Null: one finished within a minute does. */
  newerThan: number | null;
  signal: AbortSignal;
  /** Told how far assembling has come, each time it has come further. */
  onProgress?: (progress: Progress) => void;
}

/** The graphs of organizations. */
export interface Graphs {
  /**
   * The graph of the viewer's organization. All who ask at the same time share one assembly, which
   * is aborted when nobody waits any more. Throws UpstreamError.
   */
  read(viewer: GraphViewer, options: ReadOptions): Promise<WholeGraph>;
}

const keptMs = 60_000;
/** What a member's name, address and roles take beside their number. */
const bytesOfName = 300;

interface Kept extends WholeGraph {
  bytes: number;
  /** Epoch ms: all of it was true then or later. */
  begunAt: number;
  readAt: number;
}

/** How much is kept of all organizations together. */
const keptWithin = { maxSize: 256 * 1024 * 1024, sizeCalculation: ({ bytes }: Kept) => bytes };

type Tell = NonNullable<ReadOptions['onProgress']>;

const nothingYet = (): Progress => ({
  calls: 0,
  callsTotal: null,
  apps: 0,
  appsTotal: null,
  membersNamed: 0,
  members: null,
});

/** Whether an assembly that another viewer began may have failed because of them alone. */
function isTheirs(error: unknown): boolean {
  // Who began it may have left, or lost their session or permission.
  const kinds = ['session-expired', 'aborted', 'forbidden'];
  return error instanceof UpstreamError && kinds.includes(error.kind);
}

/** Those who want to know how far something has come. */
function createAudience() {
  const listeners = new Map<string, Set<Tell>>();
  return {
    tell(key: string, progress: Progress): void {
      for (const tell of listeners.get(key) ?? []) tell(progress);
    },
    async during<T>(key: string, tell: Tell | undefined, work: () => Promise<T>): Promise<T> {
      if (tell === undefined) return await work();
      const told = listeners.get(key) ?? new Set();
      listeners.set(key, told.add(tell));
      try {
        return await work();
      } finally {
        told.delete(tell);
        if (told.size === 0) listeners.delete(key);
      }
    },
  };
}

/** Makes the graphs. Each is kept for a minute under its organization and nowhere else. */
export function createGraphs(sources: Sources): Graphs {
  const { now } = sources;
  const kept = new LRUCache<string, Kept>(keptWithin);
  const singleFlight = createSingleFlight<Kept>();
  const audience = createAudience();

  async function assemble(key: string, viewer: GraphViewer, shared: AbortSignal): Promise<Kept> {
    const failed = new AbortController();
    const signal = AbortSignal.any([shared, failed.signal]);
    const progress = nothingYet();
    const report = () => {
      if (!signal.aborted) audience.tell(key, progress);
    };
    const assembly = { caller: viewer, signal, progress, report };
    const begunAt = now();
    try {
      const grants = await assembleGrants(sources, assembly);
      const names = viewer.can.readMembers ? await nameMembers(sources, assembly, grants) : null;
      const bytes = grants.bytes + (names?.members.length ?? 0) * bytesOfName;
      const read = { grants, names, bytes, begunAt, readAt: now() };
      kept.set(key, read);
      return read;
    } catch (error) {
      // What was to be read next is not asked for any more.
      failed.abort();
      throw error;
    }
  }

  async function readShared(
    key: string,
    viewer: GraphViewer,
    signal: AbortSignal,
    isNewEnough: (read: Kept) => boolean,
  ): Promise<Kept> {
    for (;;) {
      let isOwn = false;
      try {
        const read = await singleFlight(key, signal, (shared) => {
          isOwn = true;
          return assemble(key, viewer, shared);
        });
        // One that was under way already may have begun too early.
        if (isOwn || isNewEnough(read)) return read;
      } catch (error) {
        if (isOwn || signal.aborted || !isTheirs(error)) throw error;
      }
    }
  }

  return {
    async read(viewer, { newerThan, signal, onProgress }) {
      const key = `${viewer.organizationId} ${viewer.can.readMembers ? 'with' : 'without'} names`;
      // A clock that is ahead asks for no more than what is true now.
      const from = newerThan === null ? null : Math.min(newerThan, now());
      const isNewEnough = ({ begunAt }: Kept) => from === null || begunAt >= from;
      const known = kept.get(key);
      // Counted from its end: reading a large organization may itself take longer than a minute.
      if (known !== undefined && isNewEnough(known) && now() - known.readAt < keptMs) return known;
      if (signal.aborted) throw new UpstreamError('aborted', 'graph');
      return await audience.during(key, onProgress, () =>
        readShared(key, viewer, signal, isNewEnough),
      );
    },
  };
}
