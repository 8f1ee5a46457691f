import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { ConnectedApp } from './types.ts';
import { scanGrants } from './scan-grants.ts';
import { scopesOf } from './scope-names.ts';
import { appResponseSchema, appOnlySchema, failureSchema } from './wire.ts';

/** An app with its grants in columns: member `i` granted the scopes `lists[sets[i]]`. */
export interface AppResponse {
  app: ConnectedApp;
  /** Member ids, each once; as a common prefix and 16 bytes of a UUID each if all are like that. */
  ids: { prefix: string; uuids: Uint8Array<ArrayBuffer> } | { plain: string[] };
  sets: Uint32Array<ArrayBuffer>;
  /** Lists of scopes, each scope once. */
  lists: string[][];
  /** How many members are left out because they could not be read. */
  unreadable: number;
}

const requestIdKey = Buffer.from('"request_id":"');
const quote = 0x22;
/** Where in an answer its request id is looked for: so far from its beginning and from its end. */
const marginBytes = 1024;

/** Digesting as many takes two milliseconds; then others may run. */
const stepBytes = 2 ** 22;

/** Some bytes of an answer, which may lie in several chunks. */
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

/** From where to where the request id is, if it is near the beginning or the end; [0, 0] if not. */
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

/** Stytch's own id of the call that an answer is of, without reading the answer; null where there is none. */
export function requestIdNear(chunks: readonly Buffer[]): string | null {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const id = cut(chunks, ...findRequestId(chunks, length)).toString('latin1');
  return failureSchema.parse({ request_id: id }).request_id ?? null;
}

/**
 * What an answer says, in 160 bits: equal answers have equal digests although each carries a request
 * id of its own. In JSON a bare quote before the key cannot be part of a text, so only a key matches.
 * Answers that carry it in the middle merely never seem equal. A long answer is digested in steps.
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

/** Stytch's own id of a call, out of its answer; null where there is none that can be read. */
export function requestIdOf(bytes: Buffer): string | null {
  return failureSchema.safeParse(parseJson(bytes.toString('utf8'))).data?.request_id ?? null;
}

/** Grants in columns out of objects; a member listed twice holds the scopes of both entries. */
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
    // As JSON, since a name may hold any character.
    const key = JSON.stringify(list);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, lists.length);
    return lists.push(scopesOf(list)) - 1;
  });
  return { app: parsed.data.app, ids: { plain: [...byMember.keys()] }, sets, lists, unreadable };
}

/**
 * Reads the answer of `connectedApps.get`. Null for one that is not what Stytch documents. It accepts
 * what `appResponseSchema` accepts and says the same (a property test holds it to that).
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
