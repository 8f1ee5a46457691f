import { memo } from 'react';
import { formatCount } from '../ui/format.ts';
import { StatusBar } from '../ui/StatusBar.tsx';
import { KeyHints } from '../ui/KeyHints.tsx';
import type { NamesProgress } from './names.ts';

interface StatusLineProps {
  /** What was read besides names. */
  read: string;
  /** Null while the page is read for the first time. */
  asOf: number | null;
  /** Whether a later read has failed, so that this is not the newest. */
  stale: boolean;
  /** Whether something could not be read, names left aside. */
  partial: boolean;
  refreshing: boolean;
  onRefresh: () => void;
  /** What names are of: people, unless said otherwise. */
  row?: string;
  size: number;
  namesRead: number;
  /** Null where the viewer may not read names. */
  progress: NamesProgress | null;
  /** Whether a table is there for the keys to work on. */
  hasRows: boolean;
}

function namesWords({ row = 'person', size, namesRead, progress }: StatusLineProps): string {
  if (progress === null) return 'names not shown to you';
  const read = progress.state === 'done' ? size : namesRead;
  const ofAll = `${formatCount(read)} of ${formatCount(size)}`;
  const words = row === 'person' ? `${ofAll} names read` : `names read of ${ofAll} ${row}s`;
  const failed = progress.failed > 0 ? `, ${formatCount(progress.failed)} not readable` : '';
  return words + failed;
}

const keys = (
  <KeyHints
    hints={[
      ['/', 'search'],
      ['j k', 'move'],
      ['x', 'select'],
      ['?', 'keys'],
    ]}
  />
);

/** As of when the page is true, what it took, and the keys that work here. */
export const StatusLine = memo(function StatusLine(props: StatusLineProps) {
  const { read, asOf, stale, partial, refreshing, onRefresh, hasRows, progress } = props;
  const lacksNames = (progress?.failed ?? 0) > 0;
  return (
    <StatusBar
      asOf={asOf}
      stale={stale}
      partial={partial || lacksNames}
      refreshing={refreshing}
      onRefresh={onRefresh}
      end={hasRows ? keys : null}
    >
      {asOf === null ? null : `${read} · ${namesWords(props)}`}
    </StatusBar>
  );
});
