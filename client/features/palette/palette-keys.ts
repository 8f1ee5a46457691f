import type { KeyboardEvent } from 'react';
import { hasCommand, isPlainKey, keyOf } from '../../ui/keys.ts';

const pageOf = 5;

/** Where a key moves the active line, round at both ends; null for a key that does not move. */
function moveOf(key: string, active: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return (active + 1) % count;
    case 'ArrowUp':
      return (active - 1 + count) % count;
    case 'PageDown':
      return Math.min(count - 1, active + pageOf);
    case 'PageUp':
      return Math.max(0, active - pageOf);
    default:
      return null;
  }
}

interface PaletteKeys {
  active: number;
  count: number;
  onMove: (to: number) => void;
  onChoose: (inNewTab: boolean) => void;
  onClose: () => void;
}

/**
 * Keys of the palette's text field: arrows and page keys move, Enter opens, with ⌘ or Ctrl in a new
 * tab, Escape and ⌘K close (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/).
 */
export function paletteKeys(keys: PaletteKeys): (event: KeyboardEvent) => void {
  return (event) => {
    // The page below has keys of its own, which must not hear these.
    event.stopPropagation();
    const withCommand = hasCommand(event);
    if (!withCommand && !isPlainKey(event)) return;
    const next = withCommand ? null : moveOf(event.key, keys.active, keys.count);
    if (next !== null) keys.onMove(next);
    else if (event.key === 'Enter') keys.onChoose(withCommand);
    else if (event.key === 'Escape' || (withCommand && keyOf(event) === 'k')) {
      keys.onClose();
    } else return;
    event.preventDefault();
  };
}
