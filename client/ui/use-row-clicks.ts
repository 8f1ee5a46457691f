import { useEffect, type RefObject } from 'react';

/**
 * A click on the text of a row is one on what opens the row, so that the text need not lie below a link
 * and can be selected; a click that ends a selection opens nothing.
 */
export function useRowClicks(body: RefObject<HTMLElement | null>, opener: string): void {
  useEffect(() => {
    const click = (event: MouseEvent) => {
      const { target } = event;
      if (!(target instanceof Element) || body.current?.contains(target) !== true) return;
      if (target.closest('a, button, input, label') !== null) return;
      if (getSelection()?.isCollapsed === false) return;
      const { ctrlKey, metaKey, shiftKey } = event;
      target
        .closest('tr, li')
        ?.querySelector(opener)
        ?.dispatchEvent(
          new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }),
        );
    };
    document.addEventListener('click', click);
    return () => document.removeEventListener('click', click);
  }, [body, opener]);
}
