import { useCallback, useState } from 'react';
import type { GrantTable } from '#contract/grant-table.ts';
import { membersOfApp } from '../../../table/kinds.ts';
import { MemberSheet } from '../../../table/MemberSheet.tsx';
import { TablePane } from '../../../table/TablePane.tsx';
import type { Grants } from '../../../table/use-grants.ts';
import { formatCountOf } from '../../../ui/format.ts';
import type { ViewState } from './view-state.ts';

interface MembersTabProps {
  /** Null while it is still to come. */
  table: GrantTable | null;
  grants: Grants;
  state: ViewState;
  onChange: (change: Partial<ViewState>) => void;
  scroller: HTMLElement;
}

/** The members who use the app, and their grants in full. */
export function MembersTab({ table, grants, state, onChange, scroller }: MembersTabProps) {
  const { store } = grants;
  const [open, setOpen] = useState<number | null>(null);
  const close = useCallback(() => setOpen(null), []);
  return (
    <>
      <TablePane
        kind={membersOfApp}
        grants={grants}
        waiting={table === null}
        state={state}
        onChange={onChange}
        onOpen={setOpen}
        scroller={scroller}
        noMatch={{
          title: 'No results',
          text: `None of the ${formatCountOf(store.size, 'person', 'people')} who use this app match.`,
        }}
      />
      <MemberSheet
        store={store}
        row={open}
        appName={table?.app.name ?? ''}
        appId={table?.app.id ?? ''}
        onClose={close}
      />
    </>
  );
}
