import type { MemberPage } from '#contract/member-page.ts';
import { Button } from '../../../ui/Button.tsx';
import { formatClock } from '../../../ui/format.ts';
import { Notice } from '../../../ui/Notice.tsx';

const missingWords: Record<MemberPage['missing'][number], string> = {
  member: 'the member’s name, status and roles, so nothing is said about effective access',
  policy: 'the organization’s policy, so it is not said which apps it allows',
  'scope-descriptions':
    'the descriptions and permissions of scopes, so nothing is said about effective access',
  history: 'what Grantscope recorded, so there is no first seen and no past grant',
};

interface ReadNoticesProps {
  page: MemberPage;
  error: Error | null;
  onRetry: () => void;
}

/** What could not be read, now or beside the grants. */
export function ReadNotices({ page, error, onRetry }: ReadNoticesProps) {
  const again = (
    <Button size="small" onClick={onRetry}>
      Try again
    </Button>
  );
  return (
    <>
      {error === null ? null : (
        <Notice
          tone="warning"
          title={`Showing what was read at ${formatClock(page.asOf)}.`}
          action={again}
        >
          {error.message}
        </Notice>
      )}
      {page.missing.length === 0 ? null : (
        <Notice tone="warning" title="Not everything could be read." action={again}>
          Missing: {page.missing.map((part) => missingWords[part]).join('; ')}.
        </Notice>
      )}
    </>
  );
}
