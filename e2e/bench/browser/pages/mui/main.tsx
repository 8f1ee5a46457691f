import '../page.css';
import {
  DataGrid,
  gridFilteredTopLevelRowCountSelector,
  useGridApiContext,
  useGridSelector,
  type GridColDef,
  type GridFilterModel,
} from '@mui/x-data-grid';
import { useEffect, useMemo, useState } from 'react';
import { Bar, readCount } from '../Bar.tsx';
import { startHarness } from '../harness.ts';
import { mount } from '../mount.ts';
import { compareKeys, facetScope, makeRows, searchText, termsOf, type Row } from '../rows.ts';

/**
 * MUI X DataGrid, the free edition. It shows a hundred rows a page and no more, so that it has less
 * to draw and to scroll than the others. Its quick filter looks into one text a row.
 */
interface Member extends Row {
  text: string;
}

const columns: GridColDef<Member>[] = [
  {
    field: 'key',
    headerName: 'Name',
    flex: 1,
    valueFormatter: (_value, row) => row.name,
    sortComparator: compareKeys,
    getApplyQuickFilterFn: (term: string) => (_value, row) => row.text.includes(term),
  },
  { field: 'email', headerName: 'Email', flex: 1.4, getApplyQuickFilterFn: () => null },
  { field: 'id', headerName: 'Id', flex: 1.6, getApplyQuickFilterFn: () => null },
  {
    field: 'scopeText',
    headerName: 'Scopes',
    flex: 2,
    getApplyQuickFilterFn: () => null,
    filterOperators: [
      {
        value: 'holds',
        getApplyFilterFn:
          ({ value }) =>
          (_value, row) =>
            row.scopes.has(value),
      },
    ],
  },
];

/** Stands in the footer's place, where the grid's state can be read, and passes the count on. */
function Counter() {
  const api = useGridApiContext();
  const count = useGridSelector(api, gridFilteredTopLevelRowCountSelector);
  useEffect(() => {
    const element = document.querySelector('#count');
    if (element !== null && hasData) element.textContent = String(count);
  });
  return null;
}

let hasData = false;
const none: Member[] = [];
const slots = { footer: Counter };

function Page({ data }: { data: Member[] | null }) {
  const [query, setQuery] = useState('');
  const [facet, setFacet] = useState(false);
  const filterModel = useMemo<GridFilterModel>(
    () => ({
      items: facet ? [{ field: 'scopeText', operator: 'holds', value: facetScope }] : [],
      quickFilterValues: termsOf(query),
    }),
    [query, facet],
  );
  return (
    <div className="page">
      <Bar query={query} onQuery={setQuery} facet={facet} onFacet={setFacet} count={null} />
      <div className="table">
        <DataGrid
          rows={data ?? none}
          columns={columns}
          rowHeight={52}
          columnHeaderHeight={36}
          filterModel={filterModel}
          slots={slots}
          initialState={{ pagination: { paginationModel: { pageSize: 100 } } }}
          pageSizeOptions={[100]}
          disableRowSelectionOnClick
          disableColumnMenu
        />
      </div>
    </div>
  );
}

const draw = mount(<Page data={null} />);
let members: Member[] = [];

startHarness({
  prepare(answers) {
    members = makeRows(answers).map((row) => ({ ...row, text: searchText(row) }));
  },
  show() {
    hasData = true;
    draw(<Page data={members} />);
  },
  rows: { selector: '.MuiDataGrid-row', index: 'data-rowindex' },
  count: readCount,
});
