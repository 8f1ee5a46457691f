import * as z from 'zod/mini';
import { instant } from './instant.ts';
import { peopleSchema } from './people.ts';
import { problemSchema } from './problem.ts';

/** Body of `POST /api/grants`: read the organization's whole graph, unless it has been lately. */
export const graphRequestSchema = z.strictObject({
  /** Epoch ms: what was read before then does not do. Null: what the server thinks fresh does. */
  newerThan: z.nullable(instant),
});

/** A graph that has been read: views are made of it. */
const readyGraph = z.object({
  version: z.string(),
  /** Epoch ms of the oldest answer in it. */
  asOf: z.int(),
});
export type ReadyGraph = z.infer<typeof readyGraph>;

/**
 * One line of the answer of `POST /api/grants` (`application/x-ndjson`): how far reading has come,
 * and at last how it ended. Totals are null until they are known.
 */
export const graphProgressSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('reading'),
    /** Calls to Stytch. */
    calls: z.int(),
    callsTotal: z.nullable(z.int()),
    apps: z.int(),
    appsTotal: z.nullable(z.int()),
    membersNamed: z.int(),
    members: z.nullable(z.int()),
    /** The last graph where that does meanwhile: views are made of it until the newer one is there. */
    old: z.optional(readyGraph),
  }),
  z.object({ state: z.literal('ready'), ...readyGraph.shape }),
  z.object({ state: z.literal('failed'), problem: problemSchema }),
]);
export type GraphProgress = z.infer<typeof graphProgressSchema>;

/** How whole and how old the graph was that a view was made of. */
export const graphStateSchema = z.object({
  /** Equal for equal graphs. */
  version: z.string(),
  /** Epoch ms of the oldest answer in it: all of it was true then or later. */
  asOf: z.int(),
  /** How many apps could be read. */
  apps: z.int(),
  /** Apps whose grants could not be read: nothing that is said includes them. */
  unread: z.array(z.object({ id: z.string(), name: z.string(), reason: z.string() })),
  /** Records of Stytch's that could not be read at all: nothing that is said includes them. */
  unreadable: z.object({
    /** Of the list of apps. */
    apps: z.int(),
    /** Of the members of those apps that were read. */
    grants: z.int(),
  }),
  /** Everyone with access to the apps that could be read. */
  people: peopleSchema,
});
export type GraphState = z.infer<typeof graphStateSchema>;
