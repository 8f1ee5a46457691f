import { Button } from './Button.tsx';
import { FloatingNotice } from './FloatingNotice.tsx';

/** Floats above an unchanged page when a popup or sheet could not be loaded. */
export function PartMissing({ onRetry }: { onRetry: () => void }) {
  return (
    <FloatingNotice>
      <p>This part couldn’t be loaded. If Grantscope was updated, reload the page.</p>
      <Button size="small" onClick={onRetry}>
        Try again
      </Button>
      <Button size="small" onClick={() => location.reload()}>
        Reload
      </Button>
    </FloatingNotice>
  );
}
