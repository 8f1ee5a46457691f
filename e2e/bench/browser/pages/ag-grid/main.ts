import '../page.css';
import {
  ClientSideRowModelModule,
  createGrid,
  ExternalFilterModule,
  ModuleRegistry,
  QuickFilterModule,
  RowApiModule,
  type GridApi,
} from 'ag-grid-community';
import { startHarness } from '../harness.ts';
import { compareKeys, facetScope, makeRows, type Row } from '../rows.ts';

/**
 * AG Grid Community with only the modules that it needs, no framework around it, its quick filter
 * with its cache, no animations, and a comparator that does not fold anything itself.
 */
ModuleRegistry.registerModules([
  ClientSideRowModelModule,
  ExternalFilterModule,
  QuickFilterModule,
  RowApiModule,
]);

const root = document.querySelector('#root');
root?.insertAdjacentHTML(
  'beforeend',
  `<div class="page">
    <div class="bar">
      <input type="search" aria-label="Search" />
      <label><input type="checkbox" /> ${facetScope}</label>
      <span id="count"></span>
    </div>
    <div class="table"></div>
  </div>`,
);

const table = document.querySelector<HTMLElement>('.table');
const search = document.querySelector<HTMLInputElement>('input[type="search"]');
const facet = document.querySelector<HTMLInputElement>('input[type="checkbox"]');
const count = document.querySelector<HTMLElement>('#count');
if (table === null || search === null || facet === null || count === null)
  throw new Error('no page');

let rows: Row[] = [];
let grid: GridApi<Row> | null = null;
let hasData = false;

search.addEventListener('input', () => grid?.setGridOption('quickFilterText', search.value));
facet.addEventListener('change', () => grid?.onFilterChanged());

grid = createGrid<Row>(table, {
  columnDefs: [
    {
      field: 'name',
      headerName: 'Name',
      flex: 1,
      comparator: (_left, _right, left, right) =>
        compareKeys(left.data?.key ?? '', right.data?.key ?? ''),
    },
    { field: 'email', headerName: 'Email', flex: 1.4 },
    { field: 'id', headerName: 'Id', flex: 1.6 },
    { field: 'scopeText', headerName: 'Scopes', flex: 2 },
  ],
  rowHeight: 52,
  headerHeight: 36,
  animateRows: false,
  cacheQuickFilter: true,
  suppressCellFocus: true,
  suppressColumnMoveAnimation: true,
  suppressScrollOnNewData: true,
  isExternalFilterPresent: () => facet.checked,
  doesExternalFilterPass: ({ data }) => data?.scopes.has(facetScope) === true,
  onModelUpdated({ api }) {
    if (hasData) count.textContent = String(api.getDisplayedRowCount());
  },
});

startHarness({
  prepare(answers) {
    rows = makeRows(answers);
  },
  show() {
    hasData = true;
    grid.setGridOption('rowData', rows);
  },
  rows: { selector: '.ag-row', index: 'row-index' },
  count: () => (count.textContent === '' ? null : Number(count.textContent)),
});
