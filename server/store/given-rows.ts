import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';

/** Rows in one statement: few enough for the server to answer somebody else in between. */
const rowsPerStatement = 5000;

/**
 * The text as both databases keep it: PostgreSQL takes no NUL, and neither takes half of a surrogate
 * pair.
 */
export function storable(text: string): string {
  return text.replaceAll(/[\p{Surrogate}\0]/gu, '\u{FFFD}');
}

/** For `like … escape '\\'` on texts in lower case: what holds the text, whatever signs are in it. */
export function likePattern(text: string): string {
  const quoted = storable(text)
    .toLowerCase()
    .replaceAll(/[\\%_]/g, String.raw`\$&`);
  return `%${quoted}%`;
}

/**
 * Rows of a text and a number, given to a statement as one parameter instead of two for each row.
 * SQLite and PostgreSQL both have `json_each`, which makes rows of the members of an object. Each
 * text once, and storable.
 */
export function givenRows(rows: readonly (readonly [text: string, number: number])[]) {
  const json = `{${rows.map(([text, number]) => `${JSON.stringify(text)}:${number}`).join(',')}}`;
  return sql<{ text: string; number: number }>`(
    select key as text, cast(cast(value as text) as integer) as number from json_each(${json})
  )`.as('given');
}

/** Calls the work with some of the rows at a time, and lets others have their turn in between. */
export async function inBatches<T>(
  rows: readonly T[],
  work: (batch: readonly T[]) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    await work(rows.slice(start, start + rowsPerStatement));
    await nextTurn();
  }
}

/**
 * Reads rows in the order of a text that they have each their own, some at a time. `read` gives at
 * most `limit` rows in order, whose text comes after the given one if there is one.
 */
export async function* inPages<T>(
  read: (after: string | null, limit: number) => Promise<T[]>,
  textOf: (row: T) => string,
): AsyncGenerator<T[]> {
  let after: string | null = null;
  for (;;) {
    const page = await read(after, rowsPerStatement);
    const last = page.at(-1);
    if (last !== undefined) yield page;
    if (last === undefined || page.length < rowsPerStatement) return;
    after = textOf(last);
    await nextTurn();
  }
}
