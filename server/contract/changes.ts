import * as z from 'zod/mini';
import { instant } from './instant.ts';
import { appChangesSchema } from './overview.ts';

/** What may happen to a whole app, or to one member's grant to it. */
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

/** The last change of a page; the next page starts after it. */
const cursorSchema = z.strictObject({
  at: instant,
  key: z.int(),
  member: z.string().check(z.maxLength(200)),
});

/** Body of `POST /api/changes`: changes after `from`, up to and including `to`; epoch ms. */
export const changesRequestSchema = z
  .strictObject({
    from: instant,
    to: instant,
    /** Empty means all but `first-read`: Grantscope reading an app for the first time is no change. */
    kinds: z.array(changeKindSchema).check(z.maxLength(changeKinds.length)),
    app: z.nullable(z.string().check(z.maxLength(200))),
    member: z.nullable(z.string().check(z.maxLength(200))),
    after: z.nullable(cursorSchema),
  })
  .check(
    z.refine(({ from, to }) => from <= to, { path: ['to'], error: 'must not lie before from' }),
  );

/** Response of `POST /api/changes`: newest first, a page at a time. */
export const changesSchema = z.object({
  /** When Grantscope began to record this organization; null if it has not. */
  recordedSince: z.nullable(z.int()),
  /** Counts of all kinds, whatever the filter; only on the first page, otherwise empty. */
  totals: z.array(appChangesSchema),
  changes: z.array(
    z.object({
      /**
       * Epoch ms of the response that showed the change; it happened between that response and the one
       * before.
       */
      at: z.int(),
      kind: changeKindSchema,
      app: z.object({ id: z.string(), name: z.string() }),
      /** Null if it happened to the whole app. */
      member: z.nullable(z.string()),
      /** Members of the app after the change; for a new app, those found at its first read. */
      members: z.int(),
      scopesBefore: z.nullable(z.array(z.string())),
      /** For a new app, every scope that its first read found; null until then. */
      scopesAfter: z.nullable(z.array(z.string())),
    }),
  ),
  /** Null on the last page. */
  next: z.nullable(cursorSchema),
  /** Whether some reads are not recorded yet, so more changes may follow. */
  pending: z.boolean(),
});
export type Changes = z.infer<typeof changesSchema>;
