import { useEffect, useState } from 'react';
import { sessionRoutes } from '#contract/session-routes.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './SignIn.module.css';
import { useStep } from './use-step.ts';

function useSecondsUntil(at: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.ceil((at - now) / 1000));
}

interface CodeStepProps {
  email: string;
  resendAt: number;
  sandbox: boolean;
  onOtherEmail: () => void;
}

/** Asks for the six digits; goes on by itself when they are there. */
export function CodeStep({ email, resendAt, sandbox, onOtherEmail }: CodeStepProps) {
  const [code, setCode] = useState('');
  const check = useStep(sessionRoutes.signInCode);
  const resend = useStep(sessionRoutes.signInEmail);
  const seconds = useSecondsUntil(resendAt);
  const change = (text: string) => {
    const digits = text.replaceAll(/\D/g, '').slice(0, 6);
    setCode(digits);
    if (digits.length === 6 && digits !== code) check.mutate({ code: digits });
  };
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        check.mutate({ code });
      }}
    >
      <label className={styles['field']}>
        <span className={styles['label']}>Six-digit code</span>
        <input
          className={`${styles['input']} ${styles['code']}`}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one thing to do on this page
          autoFocus
          value={code}
          aria-invalid={check.isError}
          aria-describedby="code-error"
          onChange={(event) => change(event.currentTarget.value)}
        />
      </label>
      <p id="code-error" role="alert" className={styles['error']}>
        {check.isError ? check.message : null}
        {resend.isError ? resend.message : null}
      </p>
      <Button type="submit" variant="primary" size="wide" disabled={check.isPending}>
        {check.isPending ? 'Checking…' : 'Sign in'}
      </Button>
      <div className={styles['row']}>
        <button type="button" className={styles['plain']} onClick={onOtherEmail}>
          Use another address
        </button>
        <button
          type="button"
          className={styles['plain']}
          disabled={seconds > 0 || resend.isPending}
          onClick={() => {
            check.reset();
            resend.mutate({ email });
          }}
        >
          {seconds > 0 ? `New code in ${seconds} s` : 'Send a new code'}
        </button>
      </div>
      {sandbox ? <p className={styles['hint']}>This is the sandbox: the code is 000000.</p> : null}
    </form>
  );
}
