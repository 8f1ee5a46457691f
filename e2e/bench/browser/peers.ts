import type { Asked } from './oracle.ts';

/** A page that is measured. */
export interface Peer {
  /** Its folder under pages/. */
  key: string;
  label: string;
  /** In what order it shows members before anybody sorts. */
  order: Asked['sort'];
  search: string;
  /** What a click on sorts by name. */
  head: string;
  facet: {
    /** What opens the facet; null where it is open. */
    open: string | null;
    option: string;
  };
  /** Whether all rows are in one scrolled table. */
  scrolls: boolean;
}

const bar = {
  order: 'as given',
  search: '.bar input[type="search"]',
  facet: { open: null, option: '.bar input[type="checkbox"]' },
  scrolls: true,
} as const satisfies Partial<Peer>;

/** Ours first, then what it is held against. */
export const peers: readonly Peer[] = [
  {
    key: 'ours',
    label: 'ours',
    order: 'heaviest first',
    search: 'input[aria-label="Search members and scopes"]',
    head: '[role="columnheader"] button:text-is("Member")',
    facet: {
      open: 'button[aria-haspopup="dialog"]:has-text("Scope")',
      option: '[role="group"][aria-label="Scopes"] label:has-text("documents:export") input',
    },
    scrolls: true,
  },
  { key: 'floor', label: 'floor', ...bar, head: '.head button' },
  { key: 'ag-grid', label: 'AG Grid', ...bar, head: '.ag-header-cell[col-id="name"]' },
  { key: 'tanstack', label: 'TanStack', ...bar, head: '.head button >> nth=0' },
  {
    key: 'mui',
    label: 'MUI X',
    ...bar,
    head: '.MuiDataGrid-columnHeader[data-field="key"]',
    scrolls: false,
  },
];
