import * as z from 'zod/mini';

/** Once support looked into a customer's organization, or is looking: who, why, from when to when. */
export const supportCaseSchema = z.object({
  id: z.string(),
  organization: z.object({ id: z.string(), name: z.string() }),
  staff: z.object({ memberId: z.string(), name: z.string() }),
  reason: z.string(),
  ticket: z.string(),
  /** Epoch ms. */
  openedAt: z.int(),
  /** Epoch ms: from then on nothing can be read any more. */
  expiresAt: z.int(),
  /** Epoch ms when it was ended before its time was up, else null. */
  endedAt: z.nullable(z.int()),
});
export type SupportCase = z.infer<typeof supportCaseSchema>;

/** Answer of `GET /api/support-visits`: the latest hundred cases about the organization, newest first. */
export const supportVisitsSchema = z.object({ visits: z.array(supportCaseSchema) });
