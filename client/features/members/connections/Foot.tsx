import type { MemberPage } from '#contract/member-page.ts';
import { formatCountOf } from '../../../ui/format.ts';
import { StatusBar } from '../../../ui/StatusBar.tsx';
import { KeyHints } from '../../../ui/KeyHints.tsx';

const keys = (
  <KeyHints
    hints={[
      ['/', 'search'],
      ['j k', 'move'],
      ['Enter', 'explain'],
    ]}
  />
);

interface FootProps {
  page: MemberPage;
  stale: boolean;
  refreshing: boolean;
  onRefresh: () => void;
}

/** As of when the page is true, and the keys that work here. */
export function Foot({ page, ...bar }: FootProps) {
  return (
    <StatusBar
      asOf={page.asOf}
      {...bar}
      partial={page.missing.length > 0}
      end={page.apps.length === 0 ? undefined : keys}
    >
      Live · {formatCountOf(page.apps.length, 'grant')}
    </StatusBar>
  );
}
