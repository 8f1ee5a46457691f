import { useState } from 'react';
import { sessionRoutes } from '#contract/session-routes.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './SignIn.module.css';
import { useStep } from './use-step.ts';

const example = 'amara.okafor@acme-robotics.example';

/** Asks for the address to which a code is sent. */
export function EmailStep({ initial, sandbox }: { initial: string; sandbox: boolean }) {
  const [email, setEmail] = useState(initial);
  const send = useStep(sessionRoutes.signInEmail);
  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({ email });
      }}
    >
      <label className={styles['field']}>
        <span className={styles['label']}>Work e-mail</span>
        <input
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
        <p className={styles['hint']}>
          This is the sandbox: nothing is sent, and every code is 000000. Try{' '}
          <button type="button" className={styles['fill']} onClick={() => setEmail(example)}>
            {example}
          </button>
        </p>
      ) : null}
    </form>
  );
}
