import * as z from 'zod/mini';

/**
 * Every way a request can fail, as a stable machine-readable word: the last segment of the problem's `type`
 * URI (RFC 9457 §3.1.1).
 */
const problemCodes = [
  'bad-request',
  'invalid-request',
  'not-signed-in',
  'session-expired',
  'another-session',
  'not-allowed',
  'forbidden-origin',
  'not-found',
  'method-not-allowed',
  'precondition-failed',
  'payload-too-large',
  'uri-too-long',
  'unsupported-media-type',
  'misdirected-request',
  'too-many-requests',
  'sign-in-code-wrong',
  'sign-in-code-used',
  'sign-in-email-refused',
  'sign-in-not-here',
  'sign-in-expired',
  'sign-in-second-factor',
  'sign-in-other-method',
  'member-locked',
  'organization-suspended',
  'session-store-unavailable',
  'record-unavailable',
  'audit-unavailable',
  'case-needed',
  'case-ended',
  'case-budget',
  'upstream-unreachable',
  'upstream-tls',
  'upstream-timeout',
  'upstream-truncated',
  'upstream-error',
  'upstream-invalid',
  'upstream-too-large',
  'upstream-rate-limited',
  'upstream-credentials',
  'upstream-wrong-project',
  'upstream-captcha',
  'upstream-not-stytch',
  'upstream-redirect',
  'internal',
] as const;

export const problemCodeSchema = z.enum(problemCodes);
export type ProblemCode = z.infer<typeof problemCodeSchema>;

/** The body of every error response: RFC 9457 problem details with our extension members. */
export const problemSchema = z.object({
  type: z.string(),
  code: problemCodeSchema,
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  /** `urn:request:<id>`, with the id from the log. */
  instance: z.string(),
  /** Whether the same request may succeed later unchanged. */
  retryable: z.boolean(),
  /** Seconds to wait before retrying; equals the Retry-After header. */
  retry_after_s: z.optional(z.int()),
  /** Stytch's id of the failed call, to quote to Stytch support. */
  upstream_request_id: z.optional(z.string()),
  /** For `not-allowed`: the permission that the viewer lacks. */
  needs: z.optional(z.object({ resource: z.string(), action: z.string() })),
  /** For `invalid-request`: one entry per refused field. */
  errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
});
export type Problem = z.infer<typeof problemSchema>;
