import type { MemberPage } from '#contract/member-page.ts';
import { MissingNotice } from '../../../table/MissingNotice.tsx';
import { formatTime } from '../../../ui/format.ts';
import { RetryNotice } from '../../../ui/RetryNotice.tsx';
import { UnreadableNotice } from '../../../ui/UnreadableNotice.tsx';

interface ReadNoticesProps {
  page: MemberPage;
  error: Error | null;
  onRetry: () => void;
}

/** What could not be read, now or beside the grants. */
export function ReadNotices({ page, error, onRetry }: ReadNoticesProps) {
  return (
    <>
      <RetryNotice
        title={`Showing data from ${formatTime(page.asOf)}.`}
        error={error}
        onRetry={onRetry}
      />
      <MissingNotice missing={page.missing} onRetry={onRetry} />
      <UnreadableNotice count={page.unreadable} one="app" />
    </>
  );
}
