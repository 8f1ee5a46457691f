import * as z from 'zod/mini';

/** One support case: who looked into a customer's organization, why, and from when to when. */
export const supportCaseSchema = z.object({
  id: z.string(),
  organization: z.object({ id: z.string(), name: z.string() }),
  staff: z.object({ memberId: z.string(), name: z.string() }),
  reason: z.string(),
  ticket: z.string(),
  /** Epoch ms. */
  openedAt: z.int(),
  /** Epoch ms when reading under the case stops. */
  expiresAt: z.int(),
  /** Epoch ms if the case was ended early, otherwise null. */
  endedAt: z.nullable(z.int()),
});
export type SupportCase = z.infer<typeof supportCaseSchema>;

/** Response of `GET /api/support-visits`: the latest hundred cases of the organization, newest first. */
export const supportVisitsSchema = z.object({ visits: z.array(supportCaseSchema) });
