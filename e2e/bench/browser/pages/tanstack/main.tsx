import '../page.css';
import {
  columnFilteringFeature,
  createColumnHelper,
  createFilteredRowModel,
  createSortedRowModel,
  globalFilteringFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ReactTable,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import { Bar, readCount } from '../Bar.tsx';
import { startHarness } from '../harness.ts';
import { mount } from '../mount.ts';
import { compareKeys, facetScope, makeRows, searchText, termsOf, type Row } from '../rows.ts';

/**
 * TanStack Table with only the features that it needs, and TanStack Virtual. Its text filter looks
 * into one text a row that is there before the clock starts, and is asked for one column only.
 */
interface Member extends Row {
  text: string;
}

const features = tableFeatures({
  columnFilteringFeature,
  globalFilteringFeature,
  rowSortingFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
});
const helper = createColumnHelper<typeof features, Member>();
const columns = helper.columns([
  helper.accessor('name', {
    header: 'Name',
    sortFn: (left, right) => compareKeys(left.original.key, right.original.key),
    sortDescFirst: false,
  }),
  helper.accessor('email', { header: 'Email', enableGlobalFilter: false }),
  helper.accessor('id', { header: 'Id', enableGlobalFilter: false }),
  helper.accessor('scopeText', {
    header: 'Scopes',
    enableGlobalFilter: false,
    filterFn: (row, _column, scope: string) => row.original.scopes.has(scope),
  }),
]);
const rowHeight = 52;

function Body({ table }: { table: ReactTable<typeof features, Member> }) {
  const scroller = useRef<HTMLDivElement>(null);
  const { rows } = table.getRowModel();
  // oxlint-disable-next-line react/incompatible-library -- there is no compiler here
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 4,
  });
  return (
    <div ref={scroller} className="scroller">
      <div className="body" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <div
              key={row.id}
              className="row"
              role="row"
              data-index={index}
              style={{ transform: `translateY(${start}px)` }}
            >
              {row.getAllCells().map((cell) => (
                <div key={cell.id}>
                  <table.FlexRender cell={cell} />
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const none: Member[] = [];

function Page({ data }: { data: Member[] | null }) {
  const [query, setQuery] = useState('');
  const [facet, setFacet] = useState(false);
  const table = useTable({
    features,
    columns,
    data: data ?? none,
    globalFilterFn: (row, _column, terms: string[]) =>
      terms.every((term) => row.original.text.includes(term)),
    enableMultiSort: false,
  });
  return (
    <div className="page">
      <Bar
        query={query}
        onQuery={(text) => {
          setQuery(text);
          const terms = termsOf(text);
          table.setGlobalFilter(terms.length === 0 ? undefined : terms);
        }}
        facet={facet}
        onFacet={(on) => {
          setFacet(on);
          table.setColumnFilters(on ? [{ id: 'scopeText', value: facetScope }] : []);
        }}
        count={data === null ? null : table.getRowModel().rows.length}
      />
      <div className="head">
        {table.getFlatHeaders().map((header) => (
          <button
            key={header.id}
            type="button"
            aria-label={header.id}
            onClick={header.column.getToggleSortingHandler()}
          >
            <table.FlexRender header={header} />
          </button>
        ))}
      </div>
      <Body table={table} />
    </div>
  );
}

const draw = mount(<Page data={null} />);
let members: Member[] = [];

startHarness({
  prepare(answers) {
    members = makeRows(answers).map((row) => ({ ...row, text: searchText(row) }));
  },
  show: () => draw(<Page data={members} />),
  rows: { selector: '.row', index: 'data-index' },
  count: readCount,
});
