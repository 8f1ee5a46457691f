import * as z from 'zod/mini';
import { instant } from './instant.ts';
import { appChangesSchema } from './overview.ts';

/** What may happen to an app as a whole, and to one member's grant to it. */
export const changeKinds = [
  'appeared',
  'vanished',
  'returned',
  'first-read',
  'granted',
  'gone',
  'granted-again',
  'scopes-grown',
  'scopes-shrunk',
  'scopes-replaced',
] as const;
export const changeKindSchema = z.enum(changeKinds);
export type ChangeKind = z.infer<typeof changeKindSchema>;

/** The last change of a page: the next one begins after it. */
const cursorSchema = z.strictObject({
  at: instant,
  key: z.int(),
  member: z.string().check(z.maxLength(200)),
});

/** Body of `POST /api/changes`: what happened after `from`, up to and including `to`; epoch ms. */
export const changesRequestSchema = z
  .strictObject({
    from: instant,
    to: instant,
    /** Empty for all but `first-read`: that Grantscope read an app for the first time is no change. */
    kinds: z.array(changeKindSchema).check(z.maxLength(changeKinds.length)),
    app: z.nullable(z.string().check(z.maxLength(200))),
    member: z.nullable(z.string().check(z.maxLength(200))),
    after: z.nullable(cursorSchema),
  })
  .check(
    z.refine(({ from, to }) => from <= to, { path: ['to'], error: 'must not lie before from' }),
  );

/** Answer of `POST /api/changes`: newest first, a page at a time. */
export const changesSchema = z.object({
  /** Since when Grantscope has looked at this organization; null if it has not. */
  recordedSince: z.nullable(z.int()),
  /** Of all kinds, whatever is asked for; only with the first page, else empty. */
  totals: z.array(appChangesSchema),
  changes: z.array(
    z.object({
      /** Epoch ms of the answer in which it showed; it happened since the one before. */
      at: z.int(),
      kind: changeKindSchema,
      app: z.object({ id: z.string(), name: z.string() }),
      /** Null if it happened to the app as a whole. */
      member: z.nullable(z.string()),
      /** Members of the app from then on; of a new app, those of its first reading. */
      members: z.int(),
      scopesBefore: z.nullable(z.array(z.string())),
      /** Of a new app, all that its first reading found; null before that. */
      scopesAfter: z.nullable(z.array(z.string())),
    }),
  ),
  /** Null on the last page. */
  next: z.nullable(cursorSchema),
  /** Whether some of what was read has still to be recorded, so that more may come. */
  pending: z.boolean(),
});
export type Changes = z.infer<typeof changesSchema>;
