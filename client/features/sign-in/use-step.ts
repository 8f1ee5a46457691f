import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Route } from '#contract/route.ts';
import type { Session } from '#contract/session.ts';
import { ApiError } from '../../api/api-error.ts';
import { request } from '../../api/request.ts';
import { sessionQuery } from '../../api/session.ts';
import type * as z from 'zod/mini';

function wordsFor(error: Error | null): string {
  if (error instanceof ApiError && error.code === 'invalid-request') {
    const [field] = error.problem?.errors ?? [];
    return field?.path === 'code'
      ? 'A code has six digits.'
      : 'That doesn’t look like an email address.';
  }
  if (error instanceof ApiError && error.code === 'too-many-requests') {
    return `Too many tries. Wait ${Math.ceil((error.retryAfterSeconds ?? 60) / 60)} min and try again.`;
  }
  return error?.message ?? '';
}

/**
 * One step of signing in: posts the body and, when it succeeds, moves the session on. When it fails the
 * session is asked for again: it may have moved on by another tab.
 */
export function useStep<A extends z.ZodMiniType<Session>>(route: Route & { response: A }) {
  const client = useQueryClient();
  const step = useMutation({
    mutationFn: (body: unknown) => request(route, { body }),
    onSuccess: async (session) => {
      // What was asked for before this step would otherwise come after it, and take it back.
      await client.cancelQueries({ queryKey: sessionQuery.queryKey });
      client.setQueryData<Session>(sessionQuery.queryKey, session);
    },
    onError: () => void client.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  });
  return { ...step, message: wordsFor(step.error) };
}
