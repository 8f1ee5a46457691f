import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IdColumn } from '#contract/packed-rows.ts';
import { linkTwins } from './twins.ts';

/** Ids that are packed, of members who differ in one byte. */
function packed(members: readonly number[]): IdColumn {
  const uuids = new Uint8Array(16 * members.length);
  members.forEach((member, row) => {
    uuids[16 * row + (member % 16)] = member;
  });
  return { length: members.length, at: (row) => String(members[row]), uuids };
}

test.each([
  ['texts', (members: readonly number[]): IdColumn => members.map(String)],
  ['bytes', packed],
])('from any row all others of its member are reached by %s, and no more', (_how, idsOf) => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 20 }), { maxLength: 60 }), (members) => {
      const next = linkTwins(idsOf(members));
      const rings = members.map((_, row) => {
        const ring = [row];
        for (let at = next[row] ?? row; at !== row; at = next[at] ?? row) ring.push(at);
        return ring.toSorted((a, b) => a - b);
      });
      const wanted = members.map((member) =>
        members.flatMap((other, row) => (other === member ? [row] : [])),
      );
      expect(rings).toEqual(wanted);
    }),
  );
});
