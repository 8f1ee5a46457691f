import * as z from 'zod/mini';
import { clientTypeSchema } from './connected-apps.ts';
import { graphStateSchema } from './graph.ts';
import { missingPartSchema } from './missing.ts';
import { scopeClassSchema } from './scopes.ts';

/** Counts of one app's changes, from Grantscope's record. */
export const appChangesSchema = z.object({
  app: z.object({ id: z.string(), name: z.string() }),
  /** Epoch ms of the latest of each in the period; null if it did not happen. */
  appearedAt: z.nullable(z.int()),
  vanishedAt: z.nullable(z.int()),
  returnedAt: z.nullable(z.int()),
  /** When Grantscope first read the app's grants; grants found then are not changes. */
  firstReadAt: z.nullable(z.int()),
  /** Grants that were added, removed, restored, or changed in scopes. */
  granted: z.int(),
  gone: z.int(),
  grantedAgain: z.int(),
  scopesGrown: z.int(),
  scopesShrunk: z.int(),
  scopesReplaced: z.int(),
});
export type AppChanges = z.infer<typeof appChangesSchema>;

/** Answer of `GET /api/overview`. */
export const overviewSchema = z.object({
  /** Its people are everyone who connected at least one app. */
  graph: graphStateSchema,
  /** Members of the organization, without deleted ones; null if unknown. */
  memberCount: z.nullable(z.int()),
  missing: z.array(missingPartSchema),
  /** Person × app. */
  grants: z.int(),
  /** Grants with at least one high-risk scope, and the people who made them. */
  highRiskGrants: z.int(),
  highRiskPeople: z.int(),
  /** Every app that could be read, most people first. */
  apps: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      clientType: clientTypeSchema,
      hasLogo: z.boolean(),
      people: z.int(),
      /** How many of them granted it a high-risk scope. */
      highRiskPeople: z.int(),
    }),
  ),
  /** Every scope, most people first. */
  scopes: z.array(
    z.object({ name: z.string(), class: scopeClassSchema, apps: z.int(), people: z.int() }),
  ),
  /** Recent changes; null if the record cannot be read. */
  news: z.nullable(
    z.object({
      /** Epoch ms: seven days ago, or the end of the last visit if that is earlier. */
      from: z.int(),
      changes: z.array(appChangesSchema),
      /** When the viewer's previous visit ended; null on the first visit and for support. */
      lastVisitAt: z.nullable(z.int()),
      /** The counts of `changes` since that visit. */
      sinceVisit: z.array(appChangesSchema),
      /** Whether some reads are not recorded yet, so more changes may follow. */
      pending: z.boolean(),
    }),
  ),
});
export type Overview = z.infer<typeof overviewSchema>;
