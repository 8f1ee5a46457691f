import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import type { Socket } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Agent, buildConnector, request } from 'undici';
import { connectToFirst } from './connect-first.ts';
import type { ImageType } from './image-type.ts';
import { sniffImage } from './sniff.ts';

/** A fetched logo. */
export interface Logo {
  contentType: ImageType;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Resolves a host name to all of its addresses. */
type Resolve = (hostname: string) => Promise<LookupAddress[]>;

/** How logos may be fetched. */
export interface LogoRules {
  /** An origin that is exempt from the rules: the sandbox's. */
  extraOrigin: string | null;
  /** Our own host, which is never asked. */
  ownHost: string;
  resolve?: Resolve;
}

const maxBytes = 256 * 1024;
const maxPixels = 1024;
const deadlineMs = 1500;
const maxRedirects = 2;

const resolveBySystem: Resolve = (hostname) =>
  new Promise((resolve, reject) => {
    systemLookup(hostname, { all: true }, (error, addresses) => {
      if (error === null) resolve(addresses);
      else reject(error);
    });
  });

/** Whether an address is on the public internet; mapped IPv4 counts as what it maps. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/** Whether a logo may come from there, by its URL alone (OWASP SSRF Prevention Cheat Sheet). */
function isAllowedUrl(url: URL, rules: LogoRules): boolean {
  if (url.origin === rules.extraOrigin) return true;
  const host = url.hostname;
  return (
    url.protocol === 'https:' &&
    url.port === '' &&
    url.username === '' &&
    url.password === '' &&
    host !== rules.ownHost &&
    host.includes('.') &&
    !host.endsWith('.') &&
    !host.startsWith('[') &&
    !ipaddr.isValid(host)
  );
}

/** Rejects when the signal aborts. */
function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/**
 * Connects to the very addresses that were checked, so that a second resolution cannot answer
 * differently, and for TLS shows the name of the host.
 */
function connectorTo(
  addresses: readonly LookupAddress[],
  signal: AbortSignal,
): buildConnector.connector {
  const secure = buildConnector({ timeout: deadlineMs });
  const connect: (...given: Parameters<buildConnector.connector>) => Promise<void> = async (
    options,
    done,
  ) => {
    let httpSocket: Socket;
    try {
      httpSocket = await connectToFirst(addresses, 443, signal);
    } catch (error) {
      done(error instanceof Error ? error : new Error('aborted'), null);
      return;
    }
    secure({ ...options, httpSocket }, done);
  };
  return (options, done) => void connect(options, done);
}

/** An agent for one request. Throws when any address of the host is not public. */
async function checkedAgent(url: URL, rules: LogoRules, signal: AbortSignal): Promise<Agent> {
  if (url.origin === rules.extraOrigin) {
    return new Agent({ connections: 1, connect: { timeout: deadlineMs } });
  }
  // A resolution cannot be cancelled, but it need not be waited for.
  const resolved = (rules.resolve ?? resolveBySystem)(url.hostname);
  const addresses = await Promise.race([resolved, rejection(signal)]);
  if (addresses.length === 0 || !addresses.every(({ address }) => isPublicAddress(address))) {
    throw new Error('a logo host resolves to an address that is not public');
  }
  return new Agent({ connections: 1, connect: connectorTo(addresses, signal) });
}

type Hop = { next: string } | { bytes: Buffer<ArrayBuffer> } | null;

async function hop(url: URL, rules: LogoRules, signal: AbortSignal): Promise<Hop> {
  const agent = await checkedAgent(url, rules, signal);
  try {
    const response = await request(url, {
      dispatcher: agent,
      signal,
      headers: { accept: 'image/*', 'accept-encoding': 'identity', 'user-agent': 'grantscope' },
    });
    const { location } = response.headers;
    if (response.statusCode >= 300 && response.statusCode < 400 && typeof location === 'string') {
      return { next: location };
    }
    if (response.statusCode !== 200) return null;
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body) {
      if (!(chunk instanceof Uint8Array)) continue;
      size += chunk.length;
      if (size > maxBytes) return null;
      chunks.push(chunk);
    }
    return { bytes: Buffer.concat(chunks) };
  } finally {
    // Not waited for: a connection that is only being opened ends by its own deadline.
    agent.destroy().catch(() => {});
  }
}

/**
 * Fetches a logo from an address that a stranger chose: public https only, at most two redirects,
 * each checked anew, 256 kB, 1,024 pixels and 1.5 s in all. Null for whatever is not such an image.
 */
export async function fetchLogo(address: string, rules: LogoRules): Promise<Logo | null> {
  const signal = AbortSignal.timeout(deadlineMs);
  try {
    let url = new URL(address);
    for (let followed = 0; followed <= maxRedirects; followed += 1) {
      if (!isAllowedUrl(url, rules)) return null;
      const result = await hop(url, rules, signal);
      if (result === null) return null;
      if ('bytes' in result) return accept(result.bytes);
      url = new URL(result.next, url);
    }
    return null;
  } catch {
    // Every failure looks the same to the browser: initials instead of a picture.
    return null;
  }
}

function accept(bytes: Buffer<ArrayBuffer>): Logo | null {
  const image = sniffImage(bytes);
  if (image === null || image.width > maxPixels || image.height > maxPixels) return null;
  return { contentType: image.contentType, bytes };
}
