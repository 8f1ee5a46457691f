import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';

interface RetryNoticeProps {
  /** What that means for what is shown. */
  title: string;
  /** Null for none: then there is no notice. */
  error: Error | null;
  onRetry: () => void;
}

/** That something could not be read anew, over what was read before, and the way to try again. */
export function RetryNotice({ title, error, onRetry }: RetryNoticeProps) {
  if (error === null) return null;
  return (
    <Notice
      tone="warning"
      title={title}
      action={
        <Button size="small" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      {error.message}
    </Notice>
  );
}
