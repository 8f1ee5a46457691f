import { LRUCache } from 'lru-cache';
import { digestOf, requestIdNear } from '../stytch/app-response.ts';
import type { StytchReader } from '../stytch/client.ts';
import { UpstreamError } from '../stytch/errors.ts';
import type { Caller } from '../stytch/types.ts';
import type { ResponseReader } from './response-reader.ts';
import type { GrantColumns } from './read-response.ts';
import { createSingleFlight } from './single-flight.ts';

/** One app with its grants, read from Stytch just now. */
export interface LiveApp {
  /** Epoch ms of Stytch's response. */
  asOf: number;
  /** Stytch's id of the call; null if it gave none. */
  requestId: string | null;
  /** Equal for equal responses. */
  digest: string;
  columns: GrantColumns;
}

/** Reads apps live. */
export interface LiveApps {
  /**
   * One upstream call for all concurrent reads of one session; sessions never share one, because a
   * call fails when its session has ended. Throws UpstreamError, kind `aborted` when the signal fired
   * and nobody else waits.
   */
  read(caller: Caller, connectedAppId: string, signal: AbortSignal): Promise<LiveApp>;
}

interface Deps {
  stytch: StytchReader;
  reader: ResponseReader;
  /** Is given every response. */
  observer: { read(organizationId: string, view: LiveApp): void };
  now: () => number;
}

type Kept = Omit<LiveApp, 'asOf' | 'requestId'>;

const maxBytesKept = 64 * 1024 * 1024;

/**
 * Asks Stytch on every read, with the viewer's own session. Only parsed columns are cached, by
 * organization and app, so that an unchanged response is neither parsed nor encoded again.
 */
export function createLiveApps({ stytch, reader, observer, now }: Deps): LiveApps {
  const kept = new LRUCache<string, Kept>({
    maxSize: maxBytesKept,
    sizeCalculation: ({ columns }) => 1000 + columns.packed.bytes.length,
  });
  const singleFlight = createSingleFlight<LiveApp>();

  async function readNow(caller: Caller, appId: string, signal: AbortSignal): Promise<LiveApp> {
    const key = `${caller.organizationId} ${appId}`;
    const chunks = await stytch.connectedApps.getChunks(caller, appId, { signal });
    const asOf = now();
    const requestId = requestIdNear(chunks);
    const digest = await digestOf(chunks);
    const last = kept.get(key);
    if (last?.digest === digest) return seen(caller, { asOf, requestId, ...last });
    const columns = await reader.read(chunks);
    if (!('packed' in columns)) {
      throw new UpstreamError('invalid', 'connectedApps.get', { status: 200, ...columns });
    }
    kept.set(key, { digest, columns });
    return seen(caller, { asOf, requestId, digest, columns });
  }

  function seen({ organizationId }: Caller, view: LiveApp): LiveApp {
    observer.read(organizationId, view);
    return view;
  }

  return {
    async read(caller, appId, signal) {
      // Don't start work for a request that was aborted.
      if (signal.aborted) throw new UpstreamError('aborted', 'connectedApps.get');
      const key = `${caller.organizationId} ${caller.sessionToken} ${appId}`;
      return await singleFlight(key, signal, (shared) => readNow(caller, appId, shared));
    },
  };
}
