import { memo } from 'react';
import { Avatar } from '../ui/Avatar.tsx';
import { Badge } from '../ui/Badge.tsx';
import { SafeText } from '../ui/SafeText.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { chipsThatFit } from './chip-fit.ts';
import type { ColumnKey } from './columns.ts';
import { highlight } from './fold.ts';
import styles from './GrantGrid.module.css';
import { ScopeChip } from './ScopeChip.tsx';
import { scopesOf, statusOf, type GrantStore } from './store.ts';

/** The statuses in words. */
export const statusNames = {
  active: 'Active',
  pending: 'Pending',
  invited: 'Invited',
  deleted: 'Deleted',
  unknown: 'Unknown',
} as const;

interface GridRowProps {
  store: GrantStore;
  /** Changes when the row's content may have. */
  version: number;
  row: number;
  /** Position in what is shown, from 0. */
  index: number;
  start: number;
  height: number;
  terms: readonly string[];
  columns: readonly ColumnKey[];
  /** Px for the chips. */
  chipsWidth: number;
  active: boolean;
  selected: boolean;
  rowId: string;
  /** Whether names are still to come for rows that have none. */
  namesComing: boolean;
}

function Marked({ text, terms }: { text: string; terms: readonly string[] }) {
  if (terms.length === 0) return text;
  return highlight(text, terms).map((part) =>
    part.match ? <mark key={part.at}>{part.text}</mark> : part.text,
  );
}

/** An id without its kind, so that initials of rows without a name differ. */
function bareId(id: string): string {
  return id.replace(/^member-(?:test|live)-/, '');
}

function Member({ store, row, terms, namesComing }: GridRowProps) {
  const id = store.idAt(row);
  const name = store.names[row] ?? '';
  const email = store.emails[row] ?? '';
  const status = statusOf(store, row);
  const draw = (text: string) => <Marked text={text} terms={terms} />;
  const known = name !== '' || email !== '';
  return (
    <div className={styles['member']}>
      <Avatar name={name || email || bareId(id)} id={id} />
      <div className={styles['who']}>
        <div className={styles['name']}>
          <span className={styles['clip']}>
            {known ? (
              <SafeText empty="No name" draw={draw}>
                {name}
              </SafeText>
            ) : status === null && namesComing ? (
              <Skeleton width={120} height={10} />
            ) : (
              <span className={styles['mono']}>{draw(id)}</span>
            )}
          </span>
          {status === null || status === 'active' ? null : (
            <Badge tone={status === 'deleted' || status === 'unknown' ? 'danger' : 'soft'}>
              {statusNames[status]}
            </Badge>
          )}
        </div>
        <div className={`${styles['second']} ${styles['clip']}`}>
          {known ? (
            <SafeText draw={draw}>{email}</SafeText>
          ) : status === null && namesComing ? (
            <span className={styles['mono']}>{draw(id)}</span>
          ) : status === 'unknown' ? (
            'No member of this organization has this id'
          ) : null}
        </div>
      </div>
    </div>
  );
}

function Chips({ store, row, terms, chipsWidth }: GridRowProps) {
  const scopes = scopesOf(store, row);
  // A scope that was searched for must be seen, so it comes first.
  const matches = (name: string) => terms.some((term) => name.toLowerCase().includes(term));
  const ordered =
    terms.length === 0
      ? scopes
      : [
          ...scopes.filter(({ name }) => matches(name)),
          ...scopes.filter(({ name }) => !matches(name)),
        ];
  const fit = chipsThatFit(ordered, chipsWidth);
  const rest = ordered.slice(fit).map(({ name }) => name);
  return (
    <div className={styles['chips']}>
      {ordered.slice(0, fit).map((scope) => (
        <ScopeChip key={scope.name} scope={scope}>
          <Marked text={scope.name} terms={terms} />
        </ScopeChip>
      ))}
      {rest.length === 0 ? null : (
        <span className={styles['more']} title={rest.join('\n')}>
          +{rest.length}
          <span hidden> more: {rest.join(', ')}</span>
        </span>
      )}
    </div>
  );
}

function Extra({ column, store, row, terms }: GridRowProps & { column: ColumnKey }) {
  const id = store.idAt(row);
  const status = statusOf(store, row);
  switch (column) {
    case 'scopes':
      return null;
    case 'count':
      return <div className={styles['number']}>{scopesOf(store, row).length}</div>;
    case 'status':
      return status === null ? <Skeleton width={48} /> : statusNames[status];
    case 'id':
      return (
        <div className={`${styles['mono']} ${styles['clip']}`} title={id}>
          <Marked text={id} terms={terms} />
        </div>
      );
  }
}

/** One member's grant. Rows are told apart by `aria-rowindex`, since only those on screen exist. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { index, start, height, columns, active, selected, rowId, store, row } = props;
  const name = (store.names[row] ?? '') || (store.emails[row] ?? '') || store.idAt(row);
  return (
    <div
      id={rowId}
      role="row"
      className={styles['row']}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-active={active}
      data-index={index}
      style={{ height, transform: `translateY(${start}px)` }}
    >
      <div role="gridcell" className={styles['check']}>
        <input
          type="checkbox"
          tabIndex={-1}
          checked={selected}
          readOnly
          aria-label={`Select ${name}`}
        />
      </div>
      <div role="gridcell" style={{ minWidth: 0 }}>
        <Member {...props} />
      </div>
      {columns.map((column) =>
        column === 'scopes' ? (
          <div key={column} role="gridcell" className={styles['chipsCell']} style={{ minWidth: 0 }}>
            <Chips {...props} />
          </div>
        ) : (
          <div key={column} role="gridcell" className={styles['extra']} style={{ minWidth: 0 }}>
            <Extra {...props} column={column} />
          </div>
        ),
      )}
    </div>
  );
});
