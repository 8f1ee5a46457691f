import { useEffect } from 'react';
import type { Environment } from '#contract/session.ts';
import { Popover } from '../ui/Popover.tsx';
import otherMark from './mark-sandbox.svg';
import styles from './Shell.module.css';

const meanings: Record<Environment, string> = {
  sandbox: 'Sample people, apps and grants from Grantscope’s sandbox. Nothing here is real.',
  test: 'A Stytch test project. Its people and grants aren’t your customers’.',
  live: 'The live Stytch project: real people, real grants.',
};

/** Gives the tab a mark of its own where the people are not real, so that it is not taken for the live one. */
function useTabMark(environment: Environment): void {
  useEffect(() => {
    if (environment === 'live') return;
    const icons = document.querySelectorAll<HTMLLinkElement>('link[rel="icon"]');
    for (const icon of icons) {
      icon.type = 'image/svg+xml';
      icon.href = otherMark;
    }
  }, [environment]);
}

/** Which Stytch is shown; a click says what that means. */
export function EnvironmentBadge({ environment }: { environment: Environment }) {
  useTabMark(environment);
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
