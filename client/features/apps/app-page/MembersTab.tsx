import type { GrantTable } from '#contract/grant-table.ts';
import { membersOfApp } from '../../../table/kinds.ts';
import { MemberSheet } from '../../../table/MemberSheet.tsx';
import { TablePane } from '../../../table/TablePane.tsx';
import type { Grants } from '../../../table/use-grants.ts';
import { formatCountOf } from '../../../ui/format.ts';
import { useOpenGrant } from '../../../table/use-open-grant.ts';
import type { ChangeState } from '../../../table/use-url-state.ts';
import type { ViewState } from './view-state.ts';

interface MembersTabProps {
  /** Of the page. */
  path: string;
  /** Null while it is still to come. */
  table: GrantTable | null;
  grants: Grants;
  state: ViewState;
  onChange: ChangeState<ViewState>;
  /** Undoes the last step, or changes the state where there was none. */
  onUndo: (otherwise: Partial<ViewState>) => void;
  scroller: HTMLElement;
}

/** The members who use the app, and their grants in full. */
export function MembersTab(props: MembersTabProps) {
  const { path, table, grants, state, onChange, onUndo, scroller } = props;
  const { store } = grants;
  const { row, open, close, hrefOf } = useOpenGrant(path, store, state.grant, onChange, onUndo);
  return (
    <>
      <TablePane
        kind={membersOfApp}
        grants={grants}
        waiting={table === null}
        state={state}
        onChange={onChange}
        onOpen={open}
        hrefOf={hrefOf}
        scroller={scroller}
        noMatch={{
          title: 'No results',
          text: `None of the ${formatCountOf(store.size, 'person', 'people')} who use this app match.`,
        }}
      />
      <MemberSheet
        store={store}
        version={grants.version}
        row={row}
        appName={table?.app.name ?? ''}
        appId={table?.app.id ?? ''}
        onClose={close}
      />
    </>
  );
}
