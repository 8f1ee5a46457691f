import * as z from 'zod/mini';

/** Epoch ms, within the range of a date (ECMA-262 §21.4.1.1). */
export const instant = z.int().check(z.gte(-8.64e15), z.lte(8.64e15));
