import { createContext, useContext } from 'react';
import type { View } from '../grid/view.ts';

/**
 * What the table shows, for the parts of the page that count it: it changes with every letter, and
 * what stands between, such as a closed facet, need not be drawn for that.
 */
export const ShownView = createContext<View | null>(null);

/** What the table shows. Throws outside of a `ShownView`. */
export function useShownView(): View {
  const view = useContext(ShownView);
  if (view === null) throw new Error('no view is shown here');
  return view;
}
