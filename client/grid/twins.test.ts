import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linkTwins } from './twins.ts';

test('from any row all others of its member are reached, and no more', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'c')), (ids) => {
      const next = linkTwins(ids.length, (row) => ids[row] ?? '');
      const rings = ids.map((_, row) => {
        const ring = [row];
        for (let at = next[row] ?? row; at !== row; at = next[at] ?? row) ring.push(at);
        return ring.toSorted((a, b) => a - b);
      });
      const wanted = ids.map((id) => ids.flatMap((other, row) => (other === id ? [row] : [])));
      expect(rings).toEqual(wanted);
    }),
  );
});
