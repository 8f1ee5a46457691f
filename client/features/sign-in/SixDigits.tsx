import { useRef, useState, type ReactNode } from 'react';
import type { sessionRoutes } from '#contract/session-routes.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './SignIn.module.css';
import { useStep } from './use-step.ts';

interface SixDigitsProps {
  label: string;
  /** Takes the code. */
  route: typeof sessionRoutes.signInCode | typeof sessionRoutes.signInSecondFactor;
  /** What else went wrong in this step; `onTry` is the moment to forget it. */
  problem?: string | null;
  onTry?: () => void;
  sandbox: boolean;
  /** Other ways on, beside each other. */
  children: ReactNode;
}

/** Asks for six digits; goes on by itself when they are there. */
export function SixDigits(props: SixDigitsProps) {
  const { label, route, problem = null, onTry, sandbox, children } = props;
  const [code, setCode] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const check = useStep(route);
  // What was typed stays to be looked at, and gives way to the next code.
  const send = (digits: string) => {
    onTry?.();
    check.mutate({ code: digits }, { onError: () => field.current?.select() });
  };
  const change = (text: string) => {
    const digits = text.replaceAll(/\D/g, '').slice(0, 6);
    setCode(digits);
    if (digits.length === 6 && digits !== code) send(digits);
  };
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        send(code);
      }}
    >
      <label className={styles['field']}>
        <span className={styles['label']}>{label}</span>
        <input
          ref={field}
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
        {problem ?? (check.isError ? check.message : null)}
      </p>
      <Button type="submit" variant="primary" size="wide" disabled={check.isPending}>
        {check.isPending ? 'Checking…' : 'Sign in'}
      </Button>
      <div className={styles['row']}>{children}</div>
      {sandbox ? <p className={styles['hint']}>This is the sandbox: the code is 000000.</p> : null}
    </form>
  );
}
