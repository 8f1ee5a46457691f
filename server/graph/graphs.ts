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
import { createShare } from './shared.ts';

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
  /** Epoch ms: an older graph does not do. Null: one of at most a minute ago does. */
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
const mostBytesKept = 256 * 1024 * 1024;
/** What a member's name, address and roles take beside their number. */
const bytesOfName = 300;

interface Kept extends WholeGraph {
  bytes: number;
  readAt: number;
}

interface Listeners {
  progress: Progress;
  told: Set<(progress: Progress) => void>;
}

const nothingYet = (): Progress => ({
  calls: 0,
  callsTotal: null,
  apps: 0,
  appsTotal: null,
  membersNamed: 0,
  members: null,
});

/** Makes the graphs. Each is kept for a minute under its organization and nowhere else. */
export function createGraphs(sources: Sources): Graphs {
  const { now } = sources;
  const kept = new LRUCache<string, Kept>({
    maxSize: mostBytesKept,
    sizeCalculation: ({ bytes }) => bytes,
  });
  const share = createShare<WholeGraph>();
  const listeners = new Map<string, Listeners>();

  async function assemble(
    key: string,
    viewer: GraphViewer,
    signal: AbortSignal,
  ): Promise<WholeGraph> {
    const own: Listeners = { progress: nothingYet(), told: listeners.get(key)?.told ?? new Set() };
    listeners.set(key, own);
    const { progress } = own;
    const report = () => {
      for (const tell of own.told) tell(progress);
    };
    const assembly = { caller: viewer, signal, progress, report };
    const readAt = now();
    const grants = await assembleGrants(sources, assembly);
    const names = viewer.can.readMembers ? await nameMembers(sources, assembly, grants) : null;
    const bytes = grants.bytes + (names?.members.length ?? 0) * bytesOfName;
    kept.set(key, { grants, names, bytes, readAt });
    return { grants, names };
  }

  async function listen(
    key: string,
    tell: ReadOptions['onProgress'],
    work: () => Promise<WholeGraph>,
  ) {
    if (tell === undefined) return await work();
    const hub = listeners.get(key) ?? { progress: nothingYet(), told: new Set() };
    listeners.set(key, hub);
    hub.told.add(tell);
    try {
      return await work();
    } finally {
      hub.told.delete(tell);
      if (hub.told.size === 0) listeners.delete(key);
    }
  }

  return {
    async read(viewer, { newerThan, signal, onProgress }) {
      const key = `${viewer.organizationId} ${viewer.can.readMembers ? 'with' : 'without'} names`;
      // A clock that is ahead must not make every graph too old.
      const from = newerThan === null ? now() - keptMs : Math.min(newerThan, now());
      const known = kept.get(key);
      if (known !== undefined && known.readAt >= from) return known;
      if (signal.aborted) throw new UpstreamError('aborted', 'graph');
      return await listen(key, onProgress, async () => {
        let isOwn = false;
        const start = (shared: AbortSignal) => {
          isOwn = true;
          return assemble(key, viewer, shared);
        };
        try {
          return await share(key, signal, start);
        } catch (error) {
          // Who began it may have left or lost their session; that is not this viewer's failure.
          const theirs = error instanceof UpstreamError && !isOwn && !signal.aborted;
          if (!theirs || !['session-expired', 'aborted', 'forbidden'].includes(error.kind))
            throw error;
          return await share(key, signal, start);
        }
      });
    },
  };
}
