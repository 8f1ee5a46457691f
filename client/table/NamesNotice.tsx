import { Button } from '../ui/Button.tsx';
import { formatCountOf } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import type { Grants } from './use-grants.ts';

/** Why members are shown by their ids; draws nothing where all have names. */
export function NamesNotice({ grants }: { grants: Grants }) {
  const { progress, retryNames } = grants;
  if (progress === null) {
    return (
      <Notice>
        Your roles do not allow <code>search</code> on <code>stytch.member</code>, so members are
        shown by their ids.
      </Notice>
    );
  }
  if (progress.state !== 'failed') return null;
  return (
    <Notice
      tone="warning"
      title={`${formatCountOf(progress.failed, 'name')} could not be read.`}
      action={
        <Button size="small" onClick={retryNames}>
          Try again
        </Button>
      }
    >
      {progress.reason}
    </Notice>
  );
}
