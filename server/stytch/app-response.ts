import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { ConnectedApp } from './types.ts';
import { scanGrants } from './scan-grants.ts';
import { scopesOf } from './scope-names.ts';
import { appResponseSchema, appOnlySchema, failureSchema } from './wire.ts';

/** An app with its grants in columns: member `i` granted the scopes `lists[sets[i]]`. */
export interface AppResponse {
  app: ConnectedApp;
  /** Member ids, each once: a common prefix and 16 bytes of a UUID each if all have that form. */
  ids: { prefix: string; uuids: Uint8Array<ArrayBuffer> } | { plain: string[] };
  sets: Uint32Array<ArrayBuffer>;
  /** Scope sets, each scope once. */
  lists: string[][];
  /** Number of members left out because they could not be read. */
  unreadable: number;
}

const requestIdKey = Buffer.from('"request_id":"');
const quote = 0x22;
/** How far from the start and the end of a response to look for its request id, bytes. */
const marginBytes = 1024;

/** Digesting this many bytes takes two milliseconds; after that it yields. */
const stepBytes = 2 ** 22;

/** Bytes `from` to `to` of a response, which may span several chunks. */
function cut(chunks: readonly Buffer[], from: number, to: number): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (const chunk of chunks) {
    if (at + chunk.length > from && at < to) {
      parts.push(chunk.subarray(Math.max(0, from - at), to - at));
    }
    at += chunk.length;
  }
  return Buffer.concat(parts);
}

/** Start and end of the request id if it is near the start or end of the response; otherwise [0, 0]. */
function findRequestId(chunks: readonly Buffer[], length: number): [from: number, to: number] {
  for (const start of [0, Math.max(0, length - marginBytes)]) {
    const margin = cut(chunks, start, start + marginBytes);
    const at = margin.indexOf(requestIdKey);
    const from = at + requestIdKey.length;
    const to = margin.indexOf(quote, from);
    if (at !== -1 && to !== -1) return [start + from, start + to];
  }
  return [0, 0];
}

/** Stytch's id of the call, found without parsing the response; null if missing. */
export function requestIdNear(chunks: readonly Buffer[]): string | null {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const id = cut(chunks, ...findRequestId(chunks, length)).toString('latin1');
  return failureSchema.parse({ request_id: id }).request_id ?? null;
}

/**
 * A 160-bit digest of a response without its request id, so that equal responses have equal digests. A bare
 * quote before the key cannot be part of a JSON string, so only a key matches. A response with the id in the
 * middle just never equals another. Long responses are digested in steps.
 */
export async function digestOf(chunks: readonly Buffer[]): Promise<string> {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const [from, to] = findRequestId(chunks, length);
  const hash = createHash('sha1');
  let at = 0;
  for (const chunk of chunks) {
    const [before, behind] = [Math.max(0, from - at), Math.max(0, to - at)];
    hash.update(chunk.subarray(0, before)).update(chunk.subarray(behind));
    if (Math.floor(at / stepBytes) < Math.floor((at + chunk.length) / stepBytes)) {
      await setImmediate();
    }
    at += chunk.length;
  }
  return hash.digest('base64url');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Stytch's id of a call, from its response; null if missing or unreadable. */
export function requestIdOf(bytes: Buffer): string | null {
  return failureSchema.safeParse(parseJson(bytes.toString('utf8'))).data?.request_id ?? null;
}

/** Converts parsed grants to columns; a member listed twice holds the scopes of both entries. */
function fromObjects(bytes: Buffer): AppResponse | null {
  const parsed = appResponseSchema.safeParse(parseJson(bytes.toString('utf8')));
  if (!parsed.success) return null;
  const byMember = new Map<string, readonly string[]>();
  const { items, unreadable } = parsed.data.grants;
  for (const { memberId, grantedScopes } of items) {
    const known = byMember.get(memberId);
    byMember.set(memberId, known === undefined ? grantedScopes : [...known, ...grantedScopes]);
  }
  const numbers = new Map<string, number>();
  const lists: string[][] = [];
  const sets = Uint32Array.from(byMember.values(), (list) => {
    // As JSON, since a name may contain any character.
    const key = JSON.stringify(list);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, lists.length);
    return lists.push(scopesOf(list)) - 1;
  });
  return { app: parsed.data.app, ids: { plain: [...byMember.keys()] }, sets, lists, unreadable };
}

/**
 * Reads the response of `connectedApps.get`. Null if it is not what Stytch documents. Accepts what
 * `appResponseSchema` accepts, with the same result (a property test checks that).
 */
export function readAppResponse(bytes: Buffer): AppResponse | null {
  const scanned = scanGrants(bytes);
  if (scanned === null) return fromObjects(bytes);
  const parsed = appOnlySchema.safeParse(parseJson(scanned.rest));
  if (!parsed.success) return fromObjects(bytes);
  const { prefix, uuids, sets, lists } = scanned;
  return {
    app: parsed.data,
    ids: { prefix, uuids },
    sets,
    lists: lists.map(scopesOf),
    unreadable: 0,
  };
}
