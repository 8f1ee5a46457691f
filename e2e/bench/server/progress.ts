/** Tells how far the bench has come. */
export function say(text: string): void {
  process.stderr.write(`server bench: ${text}\n`);
}

/** Puts a value to the others of its key. */
export function push<T>(values: Map<string, T[]>, key: string, value: T): void {
  values.set(key, [...(values.get(key) ?? []), value]);
}
