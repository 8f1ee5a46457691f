import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';

/** Rows per statement: few enough for the server to respond to others in between. */
const rowsPerStatement = 5000;

/** Text as both databases store it: PostgreSQL accepts no NUL, and neither accepts lone surrogates. */
export function storable(text: string): string {
  return text.replaceAll(/[\p{Surrogate}\0]/gu, '\u{FFFD}');
}

/** A pattern for `like … escape '\\'` on lower-case texts that contain the text, with wildcards escaped. */
export function likePattern(text: string): string {
  const quoted = storable(text)
    .toLowerCase()
    .replaceAll(/[\\%_]/g, String.raw`\$&`);
  return `%${quoted}%`;
}

/**
 * Passes rows of a text and a number to a statement as one parameter instead of two per row. SQLite and
 * PostgreSQL both have `json_each`, which turns an object's members into rows. Each text must be unique and
 * storable.
 */
export function givenRows(rows: readonly (readonly [text: string, number: number])[]) {
  const json = `{${rows.map(([text, number]) => `${JSON.stringify(text)}:${number}`).join(',')}}`;
  return sql<{ text: string; number: number }>`(
    select key as text, cast(cast(value as text) as integer) as number from json_each(${json})
  )`.as('given');
}

/** Runs the work in batches of rows, and yields to other work in between. */
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
 * Reads rows in the order of a unique text column, in pages. `read` returns at most `limit` rows in order,
 * after the given text if there is one.
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
