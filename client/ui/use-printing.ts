import { useSyncExternalStore } from 'react';

// Firefox prints a copy of the page, to which no media query of the page answers.
let isAnnounced = false;
const paper = 'print';

function subscribe(changed: () => void): () => void {
  const media = matchMedia(paper);
  const before = () => {
    isAnnounced = true;
    changed();
  };
  const after = () => {
    isAnnounced = false;
    changed();
  };
  addEventListener('beforeprint', before);
  addEventListener('afterprint', after);
  media.addEventListener('change', changed);
  return () => {
    removeEventListener('beforeprint', before);
    removeEventListener('afterprint', after);
    media.removeEventListener('change', changed);
  };
}

/** Whether the page is put on paper now: what a press would show must be there without one. */
export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, () => isAnnounced || matchMedia(paper).matches);
}
