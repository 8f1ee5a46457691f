import type { KeyboardEvent } from 'react';
import { isPlainKey, keyOf } from '../ui/keys.ts';
import { explainChip, type ExplainedChip } from './ScopeCard.tsx';
import type { GrantStore } from './store.ts';

interface GridKeys {
  store: GrantStore;
  /** Rows that are shown, in order. */
  rows: Uint32Array;
  /** Keys of rows. */
  selected: ReadonlySet<string>;
  onToggle: (key: string) => void;
  onClearSelection: () => void;
  onOpen: (row: number) => void;
  active: number;
  setActive: (index: number) => void;
  /** Scrolls as little as needed to show a place. */
  scrollTo: (index: number) => void;
  /** DOM id of a row. */
  rowId: (row: number) => string;
  /** The chip that is explained. */
  chip: ExplainedChip | null;
  setChip: (chip: ExplainedChip | null) => void;
}

const page = 10;

/** Where a key moves the active row; null for a key that does not move. */
function moveOf(key: string, active: number, last: number): number | null {
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return Math.min(last, active + 1);
    case 'ArrowUp':
    case 'k':
      return Math.max(0, active - 1);
    case 'PageDown':
      return Math.min(last, active + page);
    case 'PageUp':
      return Math.max(0, active - page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

/** Explains the next or the last chip of the active row, or none before the first. */
function walkChips(grid: GridKeys, row: number, step: 1 | -1): void {
  const line = document.querySelector(`#${CSS.escape(grid.rowId(row))}`);
  const chips = [...(line?.querySelectorAll<HTMLElement>('[data-scope]') ?? [])];
  const at = chips.findIndex((chip) => chip.dataset['scope'] === grid.chip?.scope.name);
  const next = Math.min(chips.length - 1, at + step);
  grid.setChip(explainChip(chips[next] ?? null, grid.store.scopes));
}

/**
 * Keys of the grid (https://www.w3.org/WAI/ARIA/apg/patterns/grid/): up, down, j and k move by a row;
 * Home, End, Page Up and Page Down jump; left and right move through the scopes of a row; x and space
 * select; Enter opens. Escape closes the scope card or else clears the selection.
 */
export function useGridKeys(grid: GridKeys): (event: KeyboardEvent) => void {
  const { rows, store, active, setActive } = grid;
  return (event) => {
    const inControl =
      event.target instanceof Element && event.target.closest('button, input') !== null;
    if (!isPlainKey(event) || inControl) return;
    const key = keyOf(event);
    const row = rows[active];
    const next = moveOf(key, active, rows.length - 1);
    if (next !== null && rows.length > 0) {
      setActive(next);
      // From the link of a row that was clicked, back to the table.
      if (event.currentTarget instanceof HTMLElement)
        event.currentTarget.focus({ preventScroll: true });
      grid.setChip(null);
      grid.scrollTo(next);
    } else if ((key === ' ' || key === 'x') && row !== undefined) {
      grid.onToggle(store.keyAt(row));
    } else if (key === 'Enter' && row !== undefined) {
      grid.onOpen(row);
    } else if ((key === 'ArrowRight' || key === 'ArrowLeft') && row !== undefined) {
      walkChips(grid, row, key === 'ArrowRight' ? 1 : -1);
    } else if (key === 'Escape' && grid.chip !== null) {
      grid.setChip(null);
    } else if (key === 'Escape' && grid.selected.size > 0) {
      grid.onClearSelection();
    } else return;
    event.preventDefault();
  };
}
