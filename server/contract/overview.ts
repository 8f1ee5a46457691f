import * as z from 'zod/mini';
import { clientTypeSchema } from './connected-apps.ts';
import { graphStateSchema } from './graph.ts';
import { missingPartSchema } from './missing.ts';
import { scopeClassSchema } from './scopes.ts';

/** How much happened to one app, by Grantscope's record. */
export const appChangesSchema = z.object({
  app: z.object({ id: z.string(), name: z.string() }),
  /** Epoch ms of the latest of each in the time asked about; null for none. */
  appearedAt: z.nullable(z.int()),
  vanishedAt: z.nullable(z.int()),
  returnedAt: z.nullable(z.int()),
  /** When Grantscope first read its grants: those were not new then, only new to it. */
  firstReadAt: z.nullable(z.int()),
  /** Grants that were given, gone, given again, or whose scopes changed. */
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
  /** Members of the organization, deleted ones left out; null where it is not known. */
  memberCount: z.nullable(z.int()),
  missing: z.array(missingPartSchema),
  /** Person × app. */
  grants: z.int(),
  /** Grants with at least one high-risk scope, and the people who gave them. */
  highRiskGrants: z.int(),
  highRiskPeople: z.int(),
  /** Every app that could be read, the one with most people first. */
  apps: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      clientType: clientTypeSchema,
      hasLogo: z.boolean(),
      people: z.int(),
      /** Of those, people who granted it a high-risk scope. */
      highRiskPeople: z.int(),
    }),
  ),
  /** Every scope, the one with most people first. */
  scopes: z.array(
    z.object({ name: z.string(), class: scopeClassSchema, apps: z.int(), people: z.int() }),
  ),
  /** What changed of late; null where the record cannot be read. */
  news: z.nullable(
    z.object({
      /** Epoch ms: seven days ago, or the end of the last visit where that is longer ago. */
      from: z.int(),
      changes: z.array(appChangesSchema),
      /** When the viewer's visit before this one ended; null on the first one and for support. */
      lastVisitAt: z.nullable(z.int()),
      /** Those of `changes` that came after it. */
      sinceVisit: z.array(appChangesSchema),
      /** Whether some of what was read has still to be recorded, so that more may come. */
      pending: z.boolean(),
    }),
  ),
});
export type Overview = z.infer<typeof overviewSchema>;
