import { createHash } from 'node:crypto';
import type { ConnectedApp } from './types.ts';
import { scanGrants } from './scan-grants.ts';
import { appAnswerSchema, appOnlySchema, failureSchema } from './wire.ts';

/** An app with its grants in columns: member `i` granted the scopes `lists[sets[i]]`. */
export interface AppAnswer {
  app: ConnectedApp;
  /** Member ids as a JSON list, each once. */
  idsJson: Buffer;
  sets: Uint32Array;
  /** Distinct lists of scopes, as Stytch gave them. */
  lists: string[][];
}

const requestIdKey = Buffer.from('"request_id":"');
const quote = 0x22;
const comma = 0x2c;
const openList = 0x5b;
const closeList = 0x5d;

/**
 * What an answer says, in 160 bits: equal answers have equal digests although each carries a request
 * id of its own. In JSON a bare quote before the key cannot be part of a text, so only a key matches.
 */
export function digestOf(bytes: Buffer): string {
  const hash = createHash('sha1');
  const at = bytes.indexOf(requestIdKey);
  if (at === -1) return hash.update(bytes).digest('base64url');
  const from = at + requestIdKey.length;
  const to = Math.max(from, bytes.indexOf(quote, from));
  return hash.update(bytes.subarray(0, from)).update(bytes.subarray(to)).digest('base64url');
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

/** Ids as a JSON list, copied from where they were found. */
function copyIds(bytes: Buffer, starts: Uint32Array, ends: Uint32Array): Buffer {
  let length = 2;
  for (let row = 0; row < starts.length; row += 1) {
    length += (ends[row] ?? 0) - (starts[row] ?? 0) + 3;
  }
  const list = Buffer.allocUnsafe(Math.max(2, length - Math.min(1, starts.length)));
  list[0] = openList;
  let at = 1;
  for (let row = 0; row < starts.length; row += 1) {
    if (row > 0) {
      list[at] = comma;
      at += 1;
    }
    // With its quotes.
    const end = (ends[row] ?? 0) + 1;
    for (let from = (starts[row] ?? 1) - 1; from < end; from += 1) {
      list[at] = bytes[from] ?? 0;
      at += 1;
    }
  }
  list[at] = closeList;
  return list;
}

/** Grants in columns out of objects; a member listed twice holds the scopes of both entries. */
function fromObjects(bytes: Buffer): AppAnswer | null {
  const parsed = appAnswerSchema.safeParse(parseJson(bytes.toString('utf8')));
  if (!parsed.success) return null;
  const byMember = new Map<string, readonly string[]>();
  for (const { memberId, grantedScopes } of parsed.data.grants) {
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
    return lists.push([...list]) - 1;
  });
  const idsJson = Buffer.from(JSON.stringify([...byMember.keys()]));
  return { app: parsed.data.app, idsJson, sets, lists };
}

/**
 * Reads the answer of `connectedApps.get`. Null for one that is not what Stytch documents. It accepts
 * what `appAnswerSchema` accepts and says the same (a property test holds it to that).
 */
export function readAppAnswer(bytes: Buffer): AppAnswer | null {
  const scanned = scanGrants(bytes);
  if (scanned === null) return fromObjects(bytes);
  const parsed = appOnlySchema.safeParse(parseJson(scanned.rest));
  if (!parsed.success) return fromObjects(bytes);
  const { idStarts, idEnds, sets, lists } = scanned;
  return { app: parsed.data, idsJson: copyIds(bytes, idStarts, idEnds), sets, lists };
}
