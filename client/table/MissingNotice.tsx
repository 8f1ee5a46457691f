import type { MissingPart } from '#contract/missing.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { missingWords } from './missing-words.ts';

interface MissingNoticeProps {
  missing: readonly MissingPart[];
  onRetry: () => void;
}

/** What could not be read beside the grants; draws nothing where nothing is missing. */
export function MissingNotice({ missing, onRetry }: MissingNoticeProps) {
  if (missing.length === 0) return null;
  return (
    <Notice
      tone="warning"
      title="Some data couldn’t be loaded."
      action={
        <Button size="small" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      Missing: {missing.map((part) => missingWords[part]).join('; ')}.
    </Notice>
  );
}
