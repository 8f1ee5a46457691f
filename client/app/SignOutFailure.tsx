import { useMutationState, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { whyNot } from '../api/api-error.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { FloatingNotice } from '../ui/FloatingNotice.tsx';
import { signOutKey, useSignOut } from './sign-out.ts';

/** Stays until it is seen to: whoever walks away must not believe to be signed out. */
export function SignOutFailure() {
  const client = useQueryClient();
  const again = useSignOut();
  const tries = useMutationState({
    filters: { mutationKey: signOutKey },
    select: (mutation) => ({ mutation, error: mutation.state.error }),
  });
  const last = tries.at(-1);
  return (
    <FloatingNotice tone="danger">
      {last === undefined || last.error === null ? null : (
        <>
          <p>
            <strong>You are still signed in.</strong> <span>{whyNot(last.error)}</span>
          </p>
          <Button size="small" onClick={() => again.mutate()}>
            Try again
          </Button>
          <IconButton
            label="Dismiss"
            onClick={() => client.getMutationCache().remove(last.mutation)}
          >
            <X size={14} aria-hidden="true" />
          </IconButton>
        </>
      )}
    </FloatingNotice>
  );
}
