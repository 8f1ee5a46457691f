import { lazy, Suspense, useRef, useState } from 'react';
import { sessionRoutes } from '#contract/session-routes.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './SignIn.module.css';
import { useStep } from './use-step.ts';

/** Nobody in production needs it. */
const SandboxPeople = lazy(async () => ({
  default: (await import('./SandboxPeople.tsx')).SandboxPeople,
}));

interface EmailStepProps {
  initial: string;
  sandbox: boolean;
  onSent: () => void;
}

/** Asks for the address to which a code is sent, in the language of the browser where Stytch has it. */
export function EmailStep({ initial, sandbox, onSent }: EmailStepProps) {
  const [email, setEmail] = useState(initial);
  const send = useStep(sessionRoutes.signInEmail);
  const field = useRef<HTMLInputElement>(null);
  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (send.isPending) return;
        send.mutate({ email, language: navigator.language }, { onSuccess: onSent });
      }}
    >
      <label className={styles['field']}>
        <span className={styles['label']}>Work email</span>
        <input
          ref={field}
          className={styles['input']}
          type="email"
          name="email"
          autoComplete="email"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one thing to do on this page
          autoFocus
          value={email}
          aria-invalid={send.isError}
          aria-describedby="email-error"
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
      </label>
      <p id="email-error" role="alert" className={styles['error']}>
        {send.isError ? send.message : null}
      </p>
      <Button type="submit" variant="primary" size="wide" disabled={send.isPending}>
        {send.isPending ? 'Sending…' : 'Send me a code'}
      </Button>
      {sandbox ? (
        <Suspense fallback={null}>
          <SandboxPeople
            onPick={(picked) => {
              setEmail(picked);
              field.current?.focus();
            }}
          />
        </Suspense>
      ) : null}
    </form>
  );
}
