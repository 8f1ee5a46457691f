import { createContext, use } from 'react';

/** The row that was active in the table of a page when the page was left, and how to remember another. */
interface RowPlace {
  /** Key of the row to come back to; null for none. */
  row: string | null;
  keepRow: (key: string) => void;
}

/** Given by the frame around the pages. */
export const RowPlaceContext = createContext<RowPlace>({ row: null, keepRow: () => {} });

/** Where one was in the table of this page, if one came back to it. */
export function useRowPlace(): RowPlace {
  return use(RowPlaceContext);
}
