import type { Contestant, ProgramName } from './contestants.ts';

/** The running programs. */
export type Contestants = ReadonlyMap<ProgramName, Contestant>;

/** Tells how far the bench has come. */
export function say(text: string): void {
  process.stderr.write(`server bench: ${text}\n`);
}

/** Puts a value to the others of its key. */
export function push<T>(values: Map<string, T[]>, key: string, value: T): void {
  values.set(key, [...(values.get(key) ?? []), value]);
}

/** One of the running programs. */
export function contestantOf(contestants: Contestants, name: ProgramName): Contestant {
  const found = contestants.get(name);
  if (found === undefined) throw new Error(`${name} was not started`);
  return found;
}
