import type { ReactNode } from 'react';
import type { Problem, ProblemCode } from '#contract/problem.ts';

/** The codes of the server's problems, and of failures that only the browser sees. */
export type ApiErrorCode = ProblemCode | 'offline' | 'unreachable' | 'unexpected';

const ownMessages = {
  offline: 'You’re offline. You’re seeing the data from the last refresh.',
  unreachable: 'Grantscope can’t be reached. You’re seeing the data from the last refresh.',
  'another-session': 'This browser is now signed in as somebody else.',
  unexpected: 'The server sent a response that Grantscope can’t read.',
} as const;

/** A failed request. Its message can be shown on a screen. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ApiErrorCode;
  /** The server's problem; null if none arrived. */
  readonly problem: Problem | null;

  constructor(failure: Problem | keyof typeof ownMessages, cause?: unknown) {
    super(typeof failure === 'string' ? ownMessages[failure] : failure.detail, { cause });
    this.code = typeof failure === 'string' ? failure : failure.code;
    this.problem = typeof failure === 'string' ? null : failure;
  }

  /** HTTP status; null if no problem arrived. */
  get status(): number | null {
    return this.problem?.status ?? null;
  }

  /** Whether the same request may succeed later. */
  get retryable(): boolean {
    if (this.problem !== null) return this.problem.retryable;
    return this.code === 'offline' || this.code === 'unreachable';
  }

  /** Seconds the server asks to wait; null if it names none. */
  get retryAfterSeconds(): number | null {
    return this.problem?.retry_after_s ?? null;
  }
}

/** Whether an error means that the visitor is no longer signed in. */
export function isSignedOut(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    (error.code === 'not-signed-in' || error.code === 'session-expired')
  );
}

/** Whether an error means that support has no live case for this customer. */
export function isCaseOver(error: unknown): boolean {
  return error instanceof ApiError && (error.code === 'case-needed' || error.code === 'case-ended');
}

/** Why an action failed, in words for a notice. Says nothing of old data, unlike `message`. */
export function whyNot(error: Error): string {
  if (error instanceof ApiError && error.code === 'offline') return 'You are offline.';
  if (error instanceof ApiError && error.code === 'unreachable') {
    return 'Grantscope can’t be reached.';
  }
  return error.message;
}

/** Renders the page for a failed read. `app` passes it to pages, because features must not import `app`. */
export type RenderFailure = (error: Error, retry: () => void) => ReactNode;
