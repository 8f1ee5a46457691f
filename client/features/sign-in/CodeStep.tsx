import { useEffect, useState } from 'react';
import { sessionRoutes } from '#contract/session-routes.ts';
import styles from './SignIn.module.css';
import { SixDigits } from './SixDigits.tsx';
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

/** Asks for the code from the e-mail. */
export function CodeStep({ email, resendAt, sandbox, onOtherEmail }: CodeStepProps) {
  const resend = useStep(sessionRoutes.signInEmail);
  const seconds = useSecondsUntil(resendAt);
  return (
    <SixDigits
      label="Six-digit code"
      route={sessionRoutes.signInCode}
      problem={resend.isError ? resend.message : null}
      onTry={() => resend.reset()}
      sandbox={sandbox}
    >
      <button type="button" className={styles['plain']} onClick={onOtherEmail}>
        Use another address
      </button>
      <button
        type="button"
        className={styles['plain']}
        disabled={seconds > 0 || resend.isPending}
        onClick={() => resend.mutate({ email })}
      >
        {seconds > 0 ? `New code in ${seconds} s` : 'Send a new code'}
      </button>
    </SixDigits>
  );
}
