import { LRUCache } from 'lru-cache';
import { digestOf, requestIdNear } from '../stytch/app-answer.ts';
import type { StytchReader } from '../stytch/client.ts';
import { UpstreamError } from '../stytch/errors.ts';
import type { Caller } from '../stytch/types.ts';
import type { AnswerReader } from './answer-reader.ts';
import type { GrantColumns } from './read-answer.ts';
import { createShare } from './shared.ts';

/** One app with its grants, as Stytch has just given it. */
export interface LiveApp {
  /** Epoch ms of Stytch's answer. */
  asOf: number;
  /** Stytch's id of the call; null where it gave none. */
  requestId: string | null;
  /** Of what Stytch said: equal for equal answers. */
  digest: string;
  columns: GrantColumns;
}

/** Reads apps live. */
export interface LiveApps {
  /**
   * One upstream call for all that one session asks at the same time: what was asked in the name of
   * another fails when theirs has ended. Throws UpstreamError; kind `aborted` when the signal fired
   * and nobody else waits.
   */
  read(caller: Caller, connectedAppId: string, signal: AbortSignal): Promise<LiveApp>;
}

interface Deps {
  stytch: StytchReader;
  reader: AnswerReader;
  /** Told of every answer. */
  observer: { read(organizationId: string, view: LiveApp): void };
  now: () => number;
}

type Kept = Omit<LiveApp, 'asOf' | 'requestId'>;

const mostBytesKept = 64 * 1024 * 1024;

/**
 * Makes the views. Stytch is asked every time, with the viewer's own session; only what an answer
 * means is kept, under its organization and app, so that an answer that says the same again is
 * neither parsed nor encoded again.
 */
export function createLiveApps({ stytch, reader, observer, now }: Deps): LiveApps {
  const kept = new LRUCache<string, Kept>({
    maxSize: mostBytesKept,
    sizeCalculation: ({ columns }) => 1000 + columns.packed.bytes.length,
  });
  const share = createShare<LiveApp>();

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
      // Who has left already must not begin anything.
      if (signal.aborted) throw new UpstreamError('aborted', 'connectedApps.get');
      const key = `${caller.organizationId} ${caller.sessionToken} ${appId}`;
      return await share(key, signal, (shared) => readNow(caller, appId, shared));
    },
  };
}
