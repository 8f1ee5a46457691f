import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { AppError } from '../../errors.ts';
import type { Handlers } from '../../http/handler.ts';
import type { StytchReader } from '../../stytch/client.ts';
import type { Caller } from '../../stytch/types.ts';
import { fetchLogo, type Logo, type LogoRules } from './fetch-logo.ts';

/** Handlers of app logos. */
export type LogoHandlers = Pick<Handlers, 'connectedAppLogo'>;

interface Deps {
  stytch: StytchReader;
  rules: LogoRules;
  /** Epoch ms. */
  now: () => number;
}

const hourMs = 3_600_000;
const failureKeptMs = 600_000;
const addressesKeptMs = 60_000;
const maxBytesKept = 32 * 1024 * 1024;
const maxAtOnce = 8;

/** Runs at most `limit` pieces of work at once, in the order in which they came. */
function createTurnstile(limit: number) {
  let free = limit;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free -= 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}

/**
 * Makes the handler. The browser never meets the host of a logo: it would learn who looks at which
 * app and when. Logos are kept by the hash of their address, failures for ten minutes.
 */
export function createLogoHandlers({ stytch, rules, now }: Deps): LogoHandlers {
  const turn = createTurnstile(maxAtOnce);
  const clock = { ttlResolution: 0, perf: { now } };
  const logos = new LRUCache<string, { logo: Logo | null }, string>({
    ...clock,
    max: 5000,
    ttl: hourMs,
    maxSize: maxBytesKept,
    sizeCalculation: ({ logo }) => 1 + (logo?.bytes.length ?? 0),
    fetchMethod: async (_hash, _stale, { context, options }) => {
      const logo = await turn(() => fetchLogo(context, rules));
      if (logo === null) options.ttl = failureKeptMs;
      return { logo };
    },
  });
  const addresses = new LRUCache<string, Map<string, string | null>, Caller>({
    ...clock,
    max: 1000,
    ttl: addressesKeptMs,
    fetchMethod: async (_key, _stale, { context }) => {
      const apps = await stytch.connectedApps.list(context);
      return new Map(apps.items.map(({ connectedAppId, logoUrl }) => [connectedAppId, logoUrl]));
    },
  });
  return {
    async connectedAppLogo({ viewer, params }) {
      // By session too, so that nobody waits for a call made in the name of another, which may fail.
      const key = `${viewer.organizationId} ${viewer.sessionToken}`;
      const byApp = await addresses.forceFetch(key, { context: viewer });
      const address = byApp.get(params['app'] ?? '') ?? null;
      if (address === null) throw new AppError('not-found');
      const hash = createHash('sha256').update(address).digest('hex');
      const { logo } = await logos.forceFetch(hash, { context: address });
      return logo;
    },
  };
}
