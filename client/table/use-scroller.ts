import { useCallback, useSyncExternalStore } from 'react';

/** What is subscribed to: the frame around the page stays where it is. */
function never(): () => void {
  return () => {};
}

/** The element that scrolls the page; null until the frame around the page is in the document. */
export function useScroller(): HTMLElement | null {
  const find = useCallback(() => document.querySelector<HTMLElement>('#content'), []);
  return useSyncExternalStore(never, find);
}
