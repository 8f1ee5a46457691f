import { z } from 'zod';

/** A text; "" where Stytch leaves it out or sends null. */
export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
/** A list; an empty one where Stytch leaves it out or sends null. */
export const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
