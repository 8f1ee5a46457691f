import { useEffect, type RefObject } from 'react';

/**
 * Keys of a list: `/` searches, j, k and the arrows move from row to row, to the element of each that
 * the selector finds; Enter is that element's own.
 */
export function useListKeys(
  search: RefObject<HTMLInputElement | null>,
  body: RefObject<HTMLElement | null>,
  stops = 'a',
): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const { target, key } = event;
      // There the arrows have a meaning of their own.
      if (target instanceof HTMLSelectElement) return;
      const inField = target instanceof HTMLInputElement;
      if (inField && target.type === 'date') return;
      const inPopup = target instanceof Element && target.closest('[role="menu"],[role="dialog"]');
      if (inPopup !== null && inPopup !== false) return;
      if (key === '/' && !inField) search.current?.focus();
      else if (key === 'ArrowDown' || (key === 'j' && !inField)) move(body.current, stops, 1);
      else if (key === 'ArrowUp' || (key === 'k' && !inField)) move(body.current, stops, -1);
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
