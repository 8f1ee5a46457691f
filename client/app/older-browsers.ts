// oxlint-disable unicorn/no-array-sort, unicorn/no-array-reverse -- these are what is missing here, and both work on a copy
/**
 * What Chrome before 110 and Firefox before 115 lack of what the pages use. Typed arrays have these
 * too, and copy themselves by `slice` as arrays do.
 */
const additions = {
  toSorted(this: unknown[], compare?: (a: unknown, b: unknown) => number) {
    return this.slice().sort(compare);
  },
  toReversed(this: unknown[]) {
    return this.slice().reverse();
  },
  findLast(this: unknown[], test: (item: unknown, at: number, all: unknown[]) => boolean) {
    for (let at = this.length - 1; at >= 0; at -= 1) if (test(this[at], at, this)) return this[at];
    return undefined;
  },
};

const kinds: readonly object[] = [Array.prototype, Object.getPrototypeOf(Uint8Array.prototype)];
for (const kind of kinds) {
  for (const [name, value] of Object.entries(additions)) {
    if (!(name in kind)) {
      Object.defineProperty(kind, name, { value, writable: true, configurable: true });
    }
  }
}
