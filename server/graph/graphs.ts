import { LRUCache } from 'lru-cache';
import { nothingYet, type ReadProgress } from '#contract/graph.ts';
import { UpstreamError } from '../stytch/errors.ts';
import type { Caller } from '../stytch/types.ts';
import { assembleGrants, nameMembers, type GraphNames, type Sources } from './assemble.ts';
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
  /**
   * Whether the last graph may be used while a newer one is read, and for a minute after that fails. Only
   * for views that show how old their data is.
   */
  mayBeOld?: boolean;
  /** Told at once of the last graph where that does until the newer one has been read. */
  onOld?: (old: WholeGraph) => void;
  /** Told how far assembling has come, each time it has come further. */
  onProgress?: (progress: ReadProgress) => void;
}

/** The graphs of organizations. */
export interface Graphs {
  /**
   * The graph of the viewer's organization. Concurrent readers share one assembly, which is aborted when
   * nobody waits any more. Throws UpstreamError.
   */
  read(viewer: GraphViewer, options: ReadOptions): Promise<WholeGraph>;
  /** Epoch ms since when all is true of an old graph that `mayBeOld` gives now; null without one. */
  oldShownFrom(viewer: GraphViewer): number | null;
}

const keptMs = 60_000;
/** As long as a graph that is no longer fresh may stand in for the one being read. */
const oldestMs = 15 * 60_000;
/** What a member's name, address and roles take beside their number. */
const bytesOfName = 300;

interface Kept extends WholeGraph {
  bytes: number;
  /** Epoch ms: all of it was true then or later. */
  begunAt: number;
  readAt: number;
  /** When reading a newer one has last failed. */
  failedAt: number | null;
}

/** How much is kept of all organizations together, and that it is let go even if nobody asks. */
const keptWithin = {
  maxSize: 256 * 1024 * 1024,
  sizeCalculation: ({ bytes }: Kept) => bytes,
  ttl: oldestMs,
  ttlAutopurge: true,
};

type Tell = NonNullable<ReadOptions['onProgress']>;

/** Whether an assembly that another viewer began may have failed because of them alone. */
function isTheirs(error: unknown): boolean {
  // Who began it may have left, or lost their session or permission.
  const kinds = ['session-expired', 'aborted', 'forbidden'];
  return error instanceof UpstreamError && kinds.includes(error.kind);
}

/** Whether a failure says that the viewer may not have what is kept for others either. */
function isRefusal(error: unknown): boolean {
  const kinds = ['refused', 'forbidden', 'tenancy', 'credentials', 'wrong-project', 'suspended'];
  return error instanceof UpstreamError && kinds.includes(error.kind);
}

const keyOf = ({ organizationId, can }: GraphViewer) =>
  `${organizationId} ${can.readMembers ? 'with' : 'without'} names`;

/** Those who want to know how far something has come. */
function createAudience() {
  const listeners = new Map<string, Set<Tell>>();
  return {
    tell(key: string, progress: ReadProgress): void {
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

/** Keeps the last graph of each key, and knows when an old one may stand in. */
function createKeeper(now: () => number) {
  const kept = new LRUCache<string, Kept>(keptWithin);
  /** How many wait for a newer graph than the one kept. */
  const renewing = new Map<string, number>();

  /** What is kept and not too old; anything older is let go, before a newer one takes its memory. */
  function lastOf(key: string): Kept | undefined {
    const known = kept.get(key);
    if (known === undefined || now() - known.begunAt < oldestMs) return known;
    kept.delete(key);
    return undefined;
  }

  /** The last graph while it may stand in for the one being read. */
  function oldOf(key: string): Kept | undefined {
    const known = lastOf(key);
    if (known === undefined) return undefined;
    const hasJustFailed = known.failedAt !== null && now() - known.failedAt < keptMs;
    return renewing.has(key) || hasJustFailed ? known : undefined;
  }

  /** Reads a newer graph than the one kept, which stays where that fails. */
  async function renew(key: string, old: Kept, read: () => Promise<Kept>): Promise<Kept> {
    renewing.set(key, (renewing.get(key) ?? 0) + 1);
    try {
      return await read();
    } catch (error) {
      if (isRefusal(error)) kept.delete(key);
      else if (!isTheirs(error)) old.failedAt = now();
      throw error;
    } finally {
      const others = (renewing.get(key) ?? 1) - 1;
      if (others === 0) renewing.delete(key);
      else renewing.set(key, others);
    }
  }

  return { keep: (key: string, read: Kept) => void kept.set(key, read), lastOf, oldOf, renew };
}

/** Makes what assembles a graph for a viewer and keeps it. */
function createAssembling(
  sources: Sources,
  tell: (key: string, progress: ReadProgress) => void,
  keep: (key: string, read: Kept) => void,
) {
  const { now } = sources;
  return async function assemble(
    key: string,
    viewer: GraphViewer,
    shared: AbortSignal,
  ): Promise<Kept> {
    const failed = new AbortController();
    const signal = AbortSignal.any([shared, failed.signal]);
    const progress = nothingYet();
    const report = () => {
      if (!signal.aborted) tell(key, progress);
    };
    const assembly = { caller: viewer, signal, progress, report };
    const begunAt = now();
    try {
      const grants = await assembleGrants(sources, assembly);
      const names = viewer.can.readMembers ? await nameMembers(sources, assembly, grants) : null;
      const bytes = grants.bytes + (names?.members.length ?? 0) * bytesOfName;
      const read = { grants, names, bytes, begunAt, readAt: now(), failedAt: null };
      keep(key, read);
      return read;
    } catch (error) {
      // What was to be read next is not asked for any more.
      failed.abort();
      throw error;
    }
  };
}

/**
 * Keeps each graph under its organization and nowhere else: fresh for a minute, and usable for 15 minutes
 * while a newer one is read.
 */
export function createGraphs(sources: Sources): Graphs {
  const { now } = sources;
  const { keep, lastOf, oldOf, renew } = createKeeper(now);
  const singleFlight = createSingleFlight<Kept>();
  const audience = createAudience();
  const assemble = createAssembling(sources, (key, progress) => audience.tell(key, progress), keep);

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
    async read(viewer, { newerThan, signal, mayBeOld = false, onOld, onProgress }) {
      const key = keyOf(viewer);
      // A clock that is ahead asks for no more than what is true now.
      const from = newerThan === null ? null : Math.min(newerThan, now());
      const isNewEnough = ({ begunAt }: Kept) => from === null || begunAt >= from;
      const known = lastOf(key);
      // Counted from its end: reading a large organization may itself take longer than a minute.
      if (known !== undefined && isNewEnough(known) && now() - known.readAt < keptMs) return known;
      if (signal.aborted) throw new UpstreamError('aborted', 'graph');
      const old = mayBeOld ? oldOf(key) : undefined;
      if (old !== undefined && isNewEnough(old)) return old;
      const readNewer = () =>
        audience.during(key, onProgress, () => readShared(key, viewer, signal, isNewEnough));
      if (known === undefined || onOld === undefined || !isNewEnough(known)) {
        return await readNewer();
      }
      return await renew(key, known, () => {
        onOld(known);
        return readNewer();
      });
    },

    oldShownFrom(viewer) {
      const old = oldOf(keyOf(viewer));
      return old === undefined || now() - old.readAt < keptMs ? null : old.begunAt;
    },
  };
}
