import { z } from 'zod';
import type { Entries } from './types.ts';

/** A text; "" where Stytch leaves it out or sends null. */
export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

/** A name; "" also for one in which nothing can be seen. */
export const name = text.transform((value) => (/[\p{L}\p{N}\p{P}\p{S}]/u.test(value) ? value : ''));

/** A list; an empty one where Stytch leaves it out or sends null. */
export const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);

/**
 * A list of records, each judged by itself: one that cannot be read is counted and left out. An
 * empty one where Stytch leaves it out or sends null.
 */
export const entries = <T extends z.ZodType>(item: T) =>
  list(z.unknown()).transform((rows): Entries<z.output<T>> => {
    const items = rows.flatMap((row) => {
      const parsed = item.safeParse(row);
      return parsed.success ? [parsed.data] : [];
    });
    return { items, unreadable: rows.length - items.length };
  });

/** Whether an answer bears the marks of Stytch's; a page or another host's JSON does not. */
export function isMarked(answer: object): boolean {
  return 'request_id' in answer || 'status_code' in answer;
}

/**
 * An answer that is about a list. Stytch may leave an empty one out; what is not marked as Stytch's
 * and lacks the list is no answer, lest everything in the list seem to have gone.
 */
export const answerWith = <T extends z.ZodType>(nameOfList: string, schema: T) =>
  z
    .unknown()
    .refine(
      (answer) =>
        typeof answer === 'object' && answer && (nameOfList in answer || isMarked(answer)),
    )
    .pipe(schema);

/** Epoch ms of a time; null for one that cannot be read. One without an offset is UTC, as all of Stytch's are. */
function toTime(value: unknown): number | null {
  const [, date, time, offset = 'Z'] =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d+)?)\s*(Z|[+-]\d\d:\d\d)?$/i.exec(
      typeof value === 'string' ? value.trim() : '',
    ) ?? [];
  if (date === undefined || time === undefined) return null;
  const parsed = Date.parse(`${date}T${time}${offset.toUpperCase()}`);
  return Number.isNaN(parsed) ? null : parsed;
}

/** A time as epoch ms; null where Stytch does not give one that can be read. */
export const time = z.unknown().optional().transform(toTime);
