import { useRef, useState, type ReactNode } from 'react';
import { withPlainDigits } from '#contract/digits.ts';
import type { sessionRoutes } from '#contract/session-routes.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './SignIn.module.css';
import { useStep } from './use-step.ts';

type CodeRoute = typeof sessionRoutes.signInCode | typeof sessionRoutes.signInSecondFactor;

/**
 * Sends a code once, however often it is asked to while it is under way, and none after the right
 * one. A code that has come into the field meanwhile is sent when the first has failed.
 */
function useCode(route: CodeRoute, field: () => HTMLInputElement | null) {
  const check = useStep(route);
  const underWay = useRef(false);
  const [code, setCode] = useState('');
  const latest = useRef('');
  function send(digits: string, onError: (error: Error) => void): void {
    if (underWay.current) return;
    underWay.current = true;
    check.mutate(
      { code: digits },
      {
        onError(error) {
          underWay.current = false;
          onError(error);
          const next = latest.current;
          if (next.length === 6 && next !== digits) send(next, onError);
          // What was typed stays to be looked at, and gives way to the next code.
          else field()?.select();
        },
      },
    );
  }
  const type = (digits: string) => {
    latest.current = digits;
    setCode(digits);
  };
  return { check, code, send, type };
}

interface SixDigitsProps {
  label: string;
  /** Of the field: password managers tell codes apart by it. */
  name: string;
  /** Takes the code. */
  route: CodeRoute;
  /** What else went wrong in this step; `onTry` is the moment to forget it. */
  problem?: string | null;
  onTry?: () => void;
  onFailure?: (error: Error) => void;
  sandbox: boolean;
  /** Other ways on, beside each other. */
  children: ReactNode;
}

/** Asks for six digits, of whatever script; goes on by itself when they are there. */
export function SixDigits(props: SixDigitsProps) {
  const { label, name, route, problem = null, onTry, onFailure, sandbox, children } = props;
  const field = useRef<HTMLInputElement>(null);
  const { check, code, send, type } = useCode(route, () => field.current);
  const submit = (digits: string) => {
    onTry?.();
    send(digits, (error) => onFailure?.(error));
  };
  const change = (text: string) => {
    const digits = withPlainDigits(text).replaceAll(/\D/g, '').slice(0, 6);
    type(digits);
    if (digits.length === 6 && digits !== code) submit(digits);
  };
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        submit(code);
      }}
    >
      <label className={styles['field']}>
        <span className={styles['label']}>{label}</span>
        <input
          ref={field}
          className={`${styles['input']} ${styles['code']}`}
          name={name}
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
