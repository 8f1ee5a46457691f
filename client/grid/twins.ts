/**
 * Rows that have the same member, as rings: each row leads to the next one of its member, the last
 * one to the first.
 */
export function linkTwins(size: number, idAt: (row: number) => string): Uint32Array {
  const next = new Uint32Array(size);
  const lastOf = new Map<string, number>();
  for (let row = 0; row < size; row += 1) {
    const id = idAt(row);
    const last = lastOf.get(id) ?? row;
    next[row] = next[last] ?? row;
    if (last === row) next[row] = row;
    else next[last] = row;
    lastOf.set(id, row);
  }
  return next;
}
