import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { grantTableSchema } from '../../../server/contract/grant-table.ts';
import {
  changingMember,
  changingRow,
  listOf,
  memberIds,
  memberTotal,
  revisionOf,
  scopeLists,
  type Kind,
  type Size,
} from './data.ts';

/** Member id → granted scopes, as an answer says. */
type Holdings = Map<string, readonly string[]>;

const upstreamSchema = z.object({ active_members: z.array(z.unknown()) });

/** As Stytch writes it. By hand, since the bench looks at every answer of 100,000 members. */
function holdingsOfResponse(json: unknown): Holdings {
  const held: Holdings = new Map();
  for (const row of upstreamSchema.parse(json).active_members) {
    if (typeof row !== 'object' || row === null) throw new Error('no member');
    if (!('member_id' in row && 'granted_scopes' in row)) throw new Error('no member');
    const { member_id: id, granted_scopes: scopes } = row;
    if (typeof id !== 'string' || !Array.isArray(scopes)) throw new Error('no member');
    held.set(id, scopes.map(String));
  }
  return held;
}

/** The bytes of an answer without their content encoding. */
export function decoded(bytes: Buffer, encoding: string | undefined): Buffer {
  if (encoding === 'br') return brotliDecompressSync(bytes);
  return encoding === 'gzip' ? gunzipSync(bytes) : bytes;
}

function holdingsOfTable(body: Buffer): Holdings {
  const table = z.parse(grantTableSchema, new Uint8Array(body));
  if (table.missing.length > 0) throw new Error(`missing: ${table.missing.join(', ')}`);
  if (table.memberCount !== memberTotal) throw new Error(`members: ${table.memberCount}`);
  const names = table.scopeSets.map((set) => set.map((index) => table.scopes[index]?.name ?? ''));
  const { ids, sets } = table.members;
  return new Map(Array.from(sets, (set, row) => [ids.at(row) ?? '', names[set] ?? []]));
}

function sampleRows(size: Size): number[] {
  const step = Math.max(1, Math.floor(size / 50));
  const rows = Array.from({ length: Math.ceil(size / step) }, (_, index) => index * step);
  return [...rows, size - 1].filter((row) => row !== changingRow(size));
}

function expectScopes(held: Holdings, id: string, list: number): void {
  const scopes = held.get(id)?.toSorted().join(' ');
  const expected = scopeLists[list]?.toSorted().join(' ');
  if (scopes !== expected) throw new Error(`${id} holds ${scopes}, not ${expected}`);
}

/**
 * Checks an answer about the app of a size, however it is written: how many members there are, what
 * a sample of them holds, and that the one who changes is of this answer. Gives the revision of the
 * answer; throws when anything is wrong.
 */
export function checkLookup(ours: boolean, size: Size, kind: Kind, body: Buffer): number {
  const held = ours ? holdingsOfTable(body) : holdingsOfResponse(JSON.parse(body.toString()));
  if (held.size !== size) throw new Error(`${held.size} members, not ${size}`);
  for (const row of sampleRows(size)) expectScopes(held, memberIds[row] ?? '', listOf(row, kind));
  // A person of this id at each revision: the row that tells answers apart.
  const changed = [...held.keys()].findLast((id) => revisionOf(id) !== null) ?? '';
  const revision = revisionOf(changed);
  if (revision === null) throw new Error('the changing member is not there');
  expectScopes(held, changed, changingMember(revision).list);
  return revision;
}
