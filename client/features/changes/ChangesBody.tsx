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
import { countAll } from './kinds.ts';
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
      <EmptyState title="No history yet">
        Grantscope records what it reads. Once it has checked your apps, changes show up here.
      </EmptyState>
    );
  }
  const isNarrowed = state.kinds.length > 0 || state.app !== null || state.member !== null;
  if (!isNarrowed) {
    return (
      <EmptyState title={first.pending ? 'Recording what was just read…' : 'No changes'}>
        {first.pending
          ? 'Changes show up here in a moment.'
          : 'Apps, members and scopes stayed the same in this period.'}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No changes match these filters"
      action={
        <Button onClick={() => onChange({ kinds: [], app: null, member: null })}>
          Clear filters
        </Button>
      }
    >
      Clear the filters to see every change in this period.
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
      {countAll(first.totals) === 0 ? null : (
        <div className={styles['side']}>
          <AppSums totals={first.totals} chosen={state.app} onChoose={(app) => onChange({ app })} />
        </div>
      )}
    </div>
  );
}
