import { useEffect, type RefObject } from 'react';
import { isPlainKey, keyOf } from './keys.ts';

/** Elements in which arrow keys have their own meaning. */
const busy = '[role="menu"],[role="dialog"],select,textarea,input[type="date"]';

/** How many rows a key moves; null for a key that does not move. */
function stepOf(key: string, inField: boolean): number | null {
  if (key === 'ArrowDown' || (key === 'j' && !inField)) return 1;
  if (key === 'ArrowUp' || (key === 'k' && !inField)) return -1;
  return null;
}

/**
 * Keys of a list: `/` focuses the search; j, k and the arrows move the focus among the elements that
 * match `stops`, one per row. Enter in a search field outside a form moves to the first row; elsewhere
 * Enter keeps its own meaning.
 */
export function useListKeys(
  search: RefObject<HTMLInputElement | null>,
  body: RefObject<HTMLElement | null>,
  stops = 'a',
): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { target } = event;
      if (!isPlainKey(event) || event.defaultPrevented) return;
      if (!(target instanceof Element) || target.closest(busy) !== null) return;
      const inField = target instanceof HTMLInputElement;
      const key = keyOf(event);
      const step = stepOf(key, inField);
      if (key === '/' && !inField) search.current?.focus();
      else if (key === 'Enter' && inField && target === search.current && target.form === null) {
        move(body.current, stops, 1);
      } else if (step !== null) move(body.current, stops, step);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [search, body, stops]);
}

function move(body: HTMLElement | null, stops: string, step: number): void {
  const links = [...(body?.querySelectorAll<HTMLElement>(stops) ?? [])];
  const at = links.findIndex((link) => link === document.activeElement);
  links[Math.min(links.length - 1, Math.max(0, at + step))]?.focus();
}
