import { sessionRoutes } from '#contract/session-routes.ts';
import styles from './SignIn.module.css';
import { SixDigits } from './SixDigits.tsx';

/** Asks for the code that an authenticator app shows. */
export function SecondFactorStep({
  sandbox,
  onStartAgain,
}: {
  sandbox: boolean;
  onStartAgain: () => void;
}) {
  return (
    <SixDigits
      label="Authenticator code"
      name="totp"
      route={sessionRoutes.signInSecondFactor}
      sandbox={sandbox}
    >
      <button type="button" className={styles['plain']} onClick={onStartAgain}>
        Start again
      </button>
    </SixDigits>
  );
}
