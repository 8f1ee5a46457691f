import { useMemo, useRef } from 'react';
import type { Changes } from '#contract/changes.ts';
import type { Overview } from '#contract/overview.ts';
import { sharedNames } from '../../grid/shared-names.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useListKeys } from '../../ui/use-list-keys.ts';
import { AppSums } from './AppSums.tsx';
import { ChangeList } from './ChangeList.tsx';
import type { ChangesState } from './changes-state.ts';
import styles from './ChangesPage.module.css';
import type { Names } from '../../table/use-names.ts';

interface ChangesBodyProps {
  state: ChangesState;
  onChange: (change: Partial<ChangesState>) => void;
  pages: readonly Changes[];
  first: Changes;
  names: Names;
  overview: Overview | undefined;
  /** Whether these are still those of another choice. */
  isOld: boolean;
  more: { isThere: boolean; isReading: boolean; read: () => void };
}

function Empty({ state, onChange, first }: Pick<ChangesBodyProps, 'state' | 'onChange' | 'first'>) {
  if (first.recordedSince === null) {
    return (
      <EmptyState title="No record yet">
        Grantscope has not yet written down what it reads of this organization. From its first
        reading on, what changes is told here.
      </EmptyState>
    );
  }
  const isNarrowed = state.kinds.length > 0 || state.app !== null || state.member !== null;
  if (!isNarrowed) {
    return (
      <EmptyState title="Nothing changed">
        In this time, every reading found the same apps, members and scopes as the one before.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No change matches"
      action={
        <Button onClick={() => onChange({ kinds: [], app: null, member: null })}>
          Clear filters
        </Button>
      }
    >
      Nothing of what you asked for was seen in this time.
    </EmptyState>
  );
}

/** What changed, by day, and what happened to each app. */
export function ChangesBody(props: ChangesBodyProps) {
  const { state, onChange, pages, first, names, overview, isOld, more } = props;
  const body = useRef<HTMLTableElement>(null);
  const noSearch = useRef<HTMLInputElement>(null);
  useListKeys(noSearch, body);
  const changes = useMemo(() => pages.flatMap((page) => page.changes), [pages]);
  const classes = useMemo(
    () => new Map(overview?.scopes.map((scope) => [scope.name, scope.class])),
    [overview],
  );
  const shared = useMemo(() => sharedNames(first.totals.map(({ app }) => app)), [first]);
  const listed = useMemo(() => new Set(overview?.apps.map(({ id }) => id)), [overview]);
  return (
    <div className={styles['columns']} data-old={isOld} aria-busy={isOld}>
      <div className={styles['list']}>
        {changes.length === 0 ? (
          <Empty state={state} onChange={onChange} first={first} />
        ) : (
          <ChangeList
            body={body}
            changes={changes}
            names={names}
            shared={shared}
            classOf={(scope) => classes.get(scope) ?? null}
            isListed={(app) => listed.has(app)}
          />
        )}
        {more.isThere ? (
          <div className={styles['more']}>
            <Button disabled={more.isReading} onClick={more.read}>
              {more.isReading ? 'Loading…' : 'Load more'}
            </Button>
          </div>
        ) : null}
      </div>
      {first.totals.length === 0 ? null : (
        <div className={styles['side']}>
          <AppSums totals={first.totals} chosen={state.app} onChoose={(app) => onChange({ app })} />
        </div>
      )}
    </div>
  );
}
