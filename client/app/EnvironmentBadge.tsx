import type { Environment } from '#contract/session.ts';
import { Popover } from '../ui/Popover.tsx';
import styles from './Shell.module.css';

const meanings: Record<Environment, string> = {
  sandbox:
    'Invented people, apps and grants, from the sandbox that comes with Grantscope. Nothing here is real.',
  test: 'A test project at Stytch. Its people and grants are not those of your customers.',
  live: 'The live project at Stytch: real people, real grants.',
};

/** Which Stytch is shown; a click says what that means. */
export function EnvironmentBadge({ environment }: { environment: Environment }) {
  return (
    <Popover
      label="About this environment"
      trigger={
        <button type="button" className={styles['environment']} data-environment={environment}>
          {environment.toUpperCase()}
        </button>
      }
    >
      <p className={styles['explain']}>{meanings[environment]}</p>
    </Popover>
  );
}
