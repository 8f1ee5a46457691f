import { useLayoutEffect, useState } from 'react';

/** The element that scrolls the page; null until the frame around the page is in the document. */
export function useScroller(): HTMLElement | null {
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  useLayoutEffect(() => setScroller(document.querySelector<HTMLElement>('#content')), []);
  return scroller;
}
