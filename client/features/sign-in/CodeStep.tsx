import { useEffect, useState } from 'react';
import { sessionRoutes } from '#contract/session-routes.ts';
import { ApiError } from '../../api/api-error.ts';
import styles from './SignIn.module.css';
import { SixDigits } from './SixDigits.tsx';
import { useStep } from './use-step.ts';

/** Seconds left of a wait that begins now: no clock is asked what time it is, only how much has passed. */
function useSecondsLeft(waitMs: number): number {
  const [leftMs, setLeft] = useState(waitMs);
  useEffect(() => {
    const begun = performance.now();
    const look = () => setLeft(Math.max(0, waitMs - (performance.now() - begun)));
    look();
    const timer = setInterval(look, 1000);
    return () => clearInterval(timer);
  }, [waitMs]);
  return Math.ceil(leftMs / 1000);
}

/** Failures after which the same code may still be tried. */
const sameCode: ReadonlySet<string> = new Set([
  'sign-in-code-wrong',
  'invalid-request',
  'too-many-requests',
  'offline',
  'unreachable',
]);

interface CodeStepProps {
  email: string;
  /** How long to wait before another code may be asked for, ms from now. */
  resendInMs: number;
  sandbox: boolean;
  onOtherEmail: () => void;
}

function Code({ resendInMs, onResent, ...props }: CodeStepProps & { onResent: () => void }) {
  const { email, sandbox, onOtherEmail } = props;
  const resend = useStep(sessionRoutes.signInEmail);
  const seconds = useSecondsLeft(resendInMs);
  // Stytch takes a code once, also if what comes after it fails: there is nothing to wait for then.
  const [isSpent, setSpent] = useState(false);
  const mustWait = seconds > 0 && !isSpent;
  return (
    <SixDigits
      label="Six-digit code"
      name="email-code"
      route={sessionRoutes.signInCode}
      problem={resend.isError ? resend.message : null}
      onTry={() => resend.reset()}
      onFailure={(error) => setSpent(error instanceof ApiError && !sameCode.has(error.code))}
      sandbox={sandbox}
    >
      <button type="button" className={styles['plain']} onClick={onOtherEmail}>
        Use another address
      </button>
      <button
        type="button"
        className={styles['plain']}
        disabled={mustWait || resend.isPending}
        onClick={() => resend.mutate({ email }, { onSuccess: onResent })}
      >
        {mustWait ? `New code in ${seconds} s` : 'Send a new code'}
      </button>
    </SixDigits>
  );
}

/** Asks for the code from the email; begins anew with each one that is sent. */
export function CodeStep(props: CodeStepProps) {
  const [round, setRound] = useState(0);
  return <Code key={round} {...props} onResent={() => setRound(round + 1)} />;
}
