/** A list with an item, if it was not there, and else without it. */
export function toggledIn<T>(list: readonly T[], item: T): T[] {
  const without = list.filter((known) => known !== item);
  return without.length < list.length ? without : [...list, item];
}
