import { createLimiter, type Limiter } from '../../http/limits.ts';

/** Wrong codes after which the sign-in, or its step, must be begun again. */
export const maxAttempts = 5;

/** How often signing in may be tried. */
export interface SignInLimits {
  /** Codes sent to one address, and codes asked for from one network address. */
  limitByEmail: Limiter;
  limitByAddress: Limiter;
  /** Codes tried in one step of one session, which takes no longer than that. */
  limitAttempts: Limiter;
  /** Second factors tried for one member, over all sign-ins. */
  limitSecondFactor: Limiter;
}

/** Makes the limits, of this process. */
export function createSignInLimits(codesPerHour: number): SignInLimits {
  return {
    limitByEmail: createLimiter(codesPerHour, 3600),
    limitByAddress: createLimiter(codesPerHour * 5, 3600),
    limitAttempts: createLimiter(maxAttempts, 600),
    limitSecondFactor: createLimiter(codesPerHour, 3600),
  };
}
