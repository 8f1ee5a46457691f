import { X } from 'lucide-react';
import { useState } from 'react';
import { thisConsole } from '../api/console.ts';
import type { GrantStore } from '../grid/store.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { formatCount, formatCountOf } from '../ui/format.ts';
import styles from './Table.module.css';

interface SelectionBarProps {
  store: GrantStore;
  selected: ReadonlySet<string>;
  shown: number;
  onSelectShown: () => void;
  onClear: () => void;
}

/** What can be done with the selected members; floats over the foot of the table. */
export function SelectionBar({
  store,
  selected,
  shown,
  onSelectShown,
  onClear,
}: SelectionBarProps) {
  const [copied, setCopied] = useState('');
  // Support is shown no address whole, and reveals them one at a time.
  const isMasked = thisConsole.organizationId !== null;
  const rows = Array.from(selected, (key) => store.rowOf(key) ?? -1);
  // A member may have several rows.
  const ids = [...new Set(rows.map((row) => store.idAt(row)))];
  const emails = [...new Set(rows.map((row) => store.emails[row] ?? ''))].filter(Boolean);
  const copy = (lines: readonly string[], what: string) => {
    navigator.clipboard.writeText(lines.join('\n')).then(
      () => setCopied(`Copied ${formatCountOf(lines.length, what)}.`),
      () => setCopied('Not copied: the browser refused.'),
    );
  };
  return (
    <div className={styles['selection']}>
      <div className={styles['selectionBar']} role="group" aria-label="Selection">
        <span role="status">
          {formatCount(selected.size)} of {formatCount(store.size)} selected
        </span>
        {selected.size < shown ? (
          <Button size="small" variant="quiet" onClick={onSelectShown}>
            Select all {formatCount(shown)} shown
          </Button>
        ) : null}
        <Button size="small" onClick={() => copy(ids, 'id')}>
          Copy ids
        </Button>
        {isMasked ? null : (
          <Button size="small" disabled={emails.length === 0} onClick={() => copy(emails, 'email')}>
            Copy emails
          </Button>
        )}
        <span className={styles['copied']} role="status">
          {copied}
        </span>
        <IconButton label="Clear selection" onClick={onClear}>
          <X size={16} aria-hidden="true" />
        </IconButton>
      </div>
    </div>
  );
}
