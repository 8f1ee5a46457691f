import { z } from 'zod';
import type { Entries } from './types.ts';

/** A text; "" if Stytch omits it or sends null. */
export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

/** A name; also "" for one without visible characters. */
export const name = text.transform((value) => (/[\p{L}\p{N}\p{P}\p{S}]/u.test(value) ? value : ''));

/** A list; empty if Stytch omits it or sends null. */
export const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);

/**
 * A list of records, each parsed by itself: unreadable ones are left out and counted. Empty if Stytch omits
 * it or sends null.
 */
export const entries = <T extends z.ZodType>(item: T) =>
  list(z.unknown()).transform((rows): Entries<z.output<T>> => {
    const items = rows.flatMap((row) => {
      const parsed = item.safeParse(row);
      return parsed.success ? [parsed.data] : [];
    });
    return { items, unreadable: rows.length - items.length };
  });

/** Whether a response has the marks of Stytch's; a page or another host's JSON does not. */
export function isMarked(answer: object): boolean {
  return 'request_id' in answer || 'status_code' in answer;
}

/**
 * A response with a list. Stytch may omit an empty list; a response without the list and without Stytch's
 * marks is invalid, or everything in the list would seem to be gone.
 */
export const answerWith = <T extends z.ZodType>(nameOfList: string, schema: T) =>
  z
    .unknown()
    .refine(
      (answer) =>
        typeof answer === 'object' && answer && (nameOfList in answer || isMarked(answer)),
    )
    .pipe(schema);

/** A time as epoch ms; null if unreadable. A time without an offset is UTC, as all of Stytch's are. */
function toTime(value: unknown): number | null {
  const [, date, time, offset = 'Z'] =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d+)?)\s*(Z|[+-]\d\d:\d\d)?$/i.exec(
      typeof value === 'string' ? value.trim() : '',
    ) ?? [];
  if (date === undefined || time === undefined) return null;
  const parsed = Date.parse(`${date}T${time}${offset.toUpperCase()}`);
  return Number.isNaN(parsed) ? null : parsed;
}

/** A time as epoch ms; null if Stytch gives none or an unreadable one. */
export const time = z.unknown().optional().transform(toTime);
