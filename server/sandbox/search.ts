import { z } from 'zod';
import { StytchFailure } from './reply.ts';

const operandSchema = z.object({ filter_name: z.string(), filter_value: z.unknown().optional() });

/** One condition of a search. */
export type Operand = z.output<typeof operandSchema>;

/** Paging fields of every search endpoint; a limit of 0 means no limit (stytch-openapi, 2026-02-05). */
export const pagingSchema = z.object({
  cursor: z.string().nullish(),
  limit: z.int().min(0).max(1000).nullish(),
});

/** Fields of the organization search and the member search. */
export const searchSchema = pagingSchema.extend({
  query: z.object({ operator: z.enum(['AND', 'OR']), operands: z.array(operandSchema) }).nullish(),
});

/** Cursors are opaque, so that no client computes them. */
const cursorAt = (place: number) => Buffer.from(`after:${place}`).toString('base64url');

function placeOf(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  const place = /^after:(\d+)$/.exec(text)?.[1];
  if (place === undefined) throw new StytchFailure(400, 'bad_request', 'The cursor is not valid.');
  return Number(place);
}

/** One page and its `results_metadata`. Throws 400 for a cursor that the sandbox did not issue. */
export function page<T>(items: readonly T[], { cursor, limit }: z.output<typeof pagingSchema>) {
  const from = cursor === null || cursor === undefined || cursor === '' ? 0 : placeOf(cursor);
  const to = from + (limit === null || limit === undefined || limit === 0 ? 100 : limit);
  return {
    items: items.slice(from, to),
    results_metadata: {
      total: items.length,
      next_cursor: to < items.length ? cursorAt(to) : null,
    },
  };
}

/** Whether an item meets the query; without conditions every item does. */
export function matcher<T>(
  query: z.output<typeof searchSchema>['query'],
  test: (operand: Operand) => (item: T) => boolean,
): (item: T) => boolean {
  const tests = (query?.operands ?? []).map(test);
  if (tests.length === 0) return () => true;
  return query?.operator === 'OR'
    ? (item) => tests.some((meets) => meets(item))
    : (item) => tests.every((meets) => meets(item));
}

/**
 * Parsers of filter values for one kind of search. Each throws 400 with Stytch's error type, for example
 * `member_search_expected_array_of_strings`.
 */
export function filterValues(kind: 'member' | 'organization') {
  const refuse = (reason: string, message: string) =>
    new StytchFailure(400, `${kind}_search_${reason}`, message);
  const read = <T extends z.ZodType>(
    { filter_name, filter_value }: Operand,
    schema: T,
    expected: string,
  ): z.output<T> => {
    if (filter_value === undefined || filter_value === null) {
      throw refuse('missing_filter_value', `The filter ${filter_name} has no value.`);
    }
    const parsed = schema.safeParse(filter_value);
    if (parsed.success) return parsed.data;
    throw refuse(`expected_${expected}`, `The value of ${filter_name} has the wrong type.`);
  };
  return {
    strings: (operand: Operand) => read(operand, z.array(z.string()), 'array_of_strings'),
    text: (operand: Operand) => read(operand, z.string(), 'string'),
    flag: (operand: Operand) => read(operand, z.boolean(), 'boolean'),
    /** A lower-case part of at least three characters. */
    part(operand: Operand): string {
      const part = read(operand, z.string(), 'string').toLowerCase();
      if (part.length >= 3) return part;
      throw refuse(`${operand.filter_name}_too_short`, 'Give at least three characters.');
    },
    unknown: () => refuse('filter_name_not_recognized', 'The filter name is not recognized.'),
  };
}
