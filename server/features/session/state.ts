import { z } from 'zod';

const organizationSchema = z.object({ id: z.string(), name: z.string(), slug: z.string() });

/** What a session holds, sealed in the store. Times are epoch ms. */
const stateSchema = z.discriminatedUnion('step', [
  z.object({
    step: z.literal('enter-code'),
    email: z.string(),
    sentAt: z.int(),
    attempts: z.int(),
  }),
  z.object({
    step: z.literal('choose-organization'),
    email: z.string(),
    intermediateSessionToken: z.string(),
    expiresAt: z.int(),
    organizations: z.array(organizationSchema),
    /** How many more there are, which could not be read. */
    unreadable: z.int().default(0),
  }),
  z.object({
    step: z.literal('second-factor'),
    email: z.string(),
    organization: organizationSchema,
    memberId: z.string(),
    intermediateSessionToken: z.string(),
    attempts: z.int(),
    expiresAt: z.int(),
  }),
  z.object({
    step: z.literal('signed-in'),
    sessionToken: z.string(),
    memberId: z.string(),
    name: z.string(),
    email: z.string(),
    organization: organizationSchema,
    roles: z.array(z.string()),
    /** Older versions did not say; Stytch is asked again within a minute. */
    secondFactor: z.boolean().default(false),
    /** When Stytch last confirmed the session. */
    checkedAt: z.int(),
    /** Older versions did not say; Stytch is asked again within a minute. */
    rolesBySso: z.array(z.string()).default([]),
    /** After this no activity keeps the session alive. */
    expiresAt: z.int(),
  }),
  // Of a session that is over only this is left, for who comes back to be told.
  z.object({ step: z.literal('ended'), reason: z.enum(['time-limit', 'ended-at-stytch']) }),
]);

export type State = z.output<typeof stateSchema>;
export type ChoosingState = Extract<State, { step: 'choose-organization' }>;
export type SecondFactorState = Extract<State, { step: 'second-factor' }>;
export type EndedState = Extract<State, { step: 'ended' }>;
export type SignedInState = Extract<State, { step: 'signed-in' }>;

/** Whether somebody is in the middle of signing in. */
export function isSigningIn(state: State | null): boolean {
  return state !== null && state.step !== 'signed-in' && state.step !== 'ended';
}

/** The state of a session; null for none, and for one that an older version wrote. */
export function parseState(state: unknown): State | null {
  return stateSchema.safeParse(state).data ?? null;
}
