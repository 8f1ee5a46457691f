import * as z from 'zod/mini';
import { instant } from './instant.ts';
import { peopleSchema } from './people.ts';
import { problemSchema } from './problem.ts';

/** Body of `POST /api/grants`: reads the organization's whole graph unless a fresh one exists. */
export const graphRequestSchema = z.strictObject({
  /** Epoch ms: a graph read before this is too old. Null: the server decides what is fresh. */
  newerThan: z.nullable(instant),
});

/** A complete graph, ready for views. */
const readyGraph = z.object({
  version: z.string(),
  /** Epoch ms of the oldest response in it. */
  asOf: z.int(),
});
export type ReadyGraph = z.infer<typeof readyGraph>;

const progressSchema = z.object({
  /** Calls to Stytch. */
  calls: z.int(),
  callsTotal: z.nullable(z.int()),
  apps: z.int(),
  appsTotal: z.nullable(z.int()),
  membersNamed: z.int(),
  members: z.nullable(z.int()),
});
/** How far reading the graph has come. Totals are null until they are known. */
export type ReadProgress = z.infer<typeof progressSchema>;

/** Progress at the start of a read. */
export const nothingYet = (): ReadProgress => ({
  calls: 0,
  callsTotal: null,
  apps: 0,
  appsTotal: null,
  membersNamed: 0,
  members: null,
});

/**
 * One line of the response of `POST /api/grants` (`application/x-ndjson`): the progress of the read, and in
 * the last line how it ended.
 */
export const graphProgressSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('reading'),
    ...progressSchema.shape,
    /** The previous graph, if it can still be used: views show it until the newer one is ready. */
    old: z.optional(readyGraph),
  }),
  z.object({ state: z.literal('ready'), ...readyGraph.shape }),
  z.object({ state: z.literal('failed'), problem: problemSchema }),
]);
export type GraphProgress = z.infer<typeof graphProgressSchema>;

/** How complete and how old the graph behind a view is. */
export const graphStateSchema = z.object({
  /** Equal for equal graphs. */
  version: z.string(),
  /** Epoch ms of the oldest response in it: everything in it was true then or later. */
  asOf: z.int(),
  /** Number of apps that could be read. */
  apps: z.int(),
  /** Apps whose grants could not be read; no figure includes them. */
  unread: z.array(z.object({ id: z.string(), name: z.string(), reason: z.string() })),
  /** Numbers of Stytch's records that could not be read; no figure includes them. */
  unreadable: z.object({
    /** In the list of apps. */
    apps: z.int(),
    /** Among the members of the apps that were read. */
    grants: z.int(),
  }),
  /** Everyone with access to the apps that could be read. */
  people: peopleSchema,
});
export type GraphState = z.infer<typeof graphStateSchema>;
