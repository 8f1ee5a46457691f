import '@fontsource-variable/inter/wght.css';
import '../../../../../client/ui/tokens.css';
import '../../../../../client/ui/base.css';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import rail from '../../../../../client/app/Rail.module.css';
import shell from '../../../../../client/app/Shell.module.css';
import { startTheme } from '../../../../../client/app/theme.ts';
import { MembersTab } from '../../../../../client/features/apps/app-page/MembersTab.tsx';
import { useViewState } from '../../../../../client/features/apps/app-page/view-state.ts';
import { createGrantStore } from '../../../../../client/grid/store.ts';
import { ReachChart } from '../../../../../client/table/ReachChart.tsx';
import { StatusLine } from '../../../../../client/table/StatusLine.tsx';
import styles from '../../../../../client/table/Table.module.css';
import { noTable, type Grants } from '../../../../../client/table/use-grants.ts';
import { useScroller } from '../../../../../client/table/use-scroller.ts';
import { classes } from '../../../../../client/ui/classes.ts';
import type { Answers } from '../../data.ts';
import { startHarness } from '../harness.ts';

/**
 * The product's own members tab, chart and status line in the product's own frame, without the head
 * of the page, so that as many rows are drawn as by the others. Names have been read.
 */

/** The rows whose names were asked for, which is the question and not the data. */
let allRows: readonly number[] = [];

/** The store is made here, that is after the clock of the first paint has started. */
function makeGrants({ table, directory }: Answers): Grants {
  const store = createGrantStore(table, null);
  store.addNames(allRows, directory);
  return {
    store,
    version: store.version,
    progress: { state: 'done', failed: 0, reason: null, version: store.version },
    retryNames: () => {},
    setVisibleRows: () => {},
  };
}

/** While there is no data the product shows the same page, empty. */
const noGrants: Grants = {
  store: createGrantStore(noTable, null),
  version: 0,
  progress: { state: 'reading', failed: 0, reason: null, version: 0 },
  retryNames: () => {},
  setVisibleRows: () => {},
};

function readAgain() {}

function View({ answers }: { answers: Answers | null }) {
  const grants = useMemo(() => (answers === null ? noGrants : makeGrants(answers)), [answers]);
  const { store } = grants;
  const [state, change, undo] = useViewState();
  const scroller = useScroller();
  const { scopes } = state;
  const toggleScope = useCallback(
    (name: string) => {
      const without = scopes.filter((known) => known !== name);
      change({ scopes: without.length < scopes.length ? without : [...scopes, name] });
    },
    [scopes, change],
  );
  return (
    <div className={styles['page']}>
      <div className={classes(styles['panel'], styles['columns'])}>
        <div className={styles['table']}>
          {scroller === null ? null : (
            <MembersTab
              table={answers?.table ?? null}
              grants={grants}
              state={state}
              onChange={change}
              onUndo={undo}
              path="/"
              scroller={scroller}
            />
          )}
        </div>
        <aside className={styles['side']}>
          <ReachChart
            store={answers === null ? null : store}
            chosen={scopes}
            onToggle={toggleScope}
          />
        </aside>
      </div>
      <StatusLine
        read="Live"
        asOf={answers === null ? null : 0}
        stale={false}
        refreshing={false}
        onRefresh={readAgain}
        size={store.size}
        namesRead={store.namesRead}
        progress={grants.progress}
        hasRows
      />
    </div>
  );
}

let handedOver: Answers | null = null;
let tell = () => {};

function subscribe(changed: () => void) {
  tell = changed;
  return () => {};
}

/** The page is open before the data comes, as those of all peers are. */
function Page() {
  const answers = useSyncExternalStore(subscribe, () => handedOver);
  return (
    <div className={shell['frame']}>
      <div className={shell['shell']}>
        <header className={shell['top']}>Bench</header>
        <div className={rail['rail']} />
        <main id="content" className={shell['content']}>
          <View answers={answers} />
        </main>
      </div>
    </div>
  );
}

startTheme();
const root = document.querySelector('#root');
if (root !== null) {
  createRoot(root).render(
    <BrowserRouter>
      <Page />
    </BrowserRouter>,
  );
}

let answers: Answers | null = null;
startHarness({
  prepare(given) {
    answers = given;
    allRows = given.directory.ids.map((_, row) => row);
  },
  show() {
    handedOver = answers;
    tell();
  },
  rows: { selector: '[role="row"][data-index]', index: 'data-index' },
  count() {
    const text = document.querySelector('[role="grid"]')?.getAttribute('aria-rowcount') ?? null;
    return text === null ? null : Number(text) - 1;
  },
});
