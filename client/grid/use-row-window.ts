import {
  useCallback,
  useLayoutEffect,
  useState,
  useSyncExternalStore,
  type RefObject,
} from 'react';

interface RowWindowOptions {
  count: number;
  /** Of every row, in px. */
  height: number;
  scroller: HTMLElement;
  /** The element, inside the scroller, that holds the rows. */
  body: RefObject<HTMLElement | null>;
  /** Px of the scroller that something sticky covers. */
  coveredTop: number;
  coveredBottom: number;
}

/** The rows to draw, and how to reach others. */
export interface RowWindow {
  first: number;
  /** One past the last row. */
  last: number;
  /** Scrolls as little as needed to show a row whole. */
  scrollTo: (index: number) => void;
}

/** Rows beyond each edge, so that a fast scroll meets rows and not a gap. */
const overscan = 8;
/** The window moves this many rows at a time, so that most scroll events draw nothing. */
const stride = 4;

/** Px between the top of the scrolled content and an element, measured again when either resizes. */
function useOffset(element: RefObject<HTMLElement | null>, scroller: HTMLElement): number {
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const measure = () => {
      const box = element.current?.getBoundingClientRect();
      if (box === undefined) return;
      setOffset(Math.round(box.top - scroller.getBoundingClientRect().top + scroller.scrollTop));
    };
    const observer = new ResizeObserver(measure);
    for (const child of scroller.children) observer.observe(child);
    measure();
    return () => observer.disconnect();
  }, [element, scroller]);
  return offset;
}

/**
 * Which rows of equal height to draw. A library that measures rows keeps an object for each of
 * 100,000 of them and builds all of them anew whenever their number changes, that is with every
 * letter of a search; equal heights need two divisions.
 */
export function useRowWindow(options: RowWindowOptions): RowWindow {
  const { count, height, scroller, body, coveredTop, coveredBottom } = options;
  const offset = useOffset(body, scroller);
  const subscribe = useCallback(
    (changed: () => void) => {
      const observer = new ResizeObserver(changed);
      observer.observe(scroller);
      scroller.addEventListener('scroll', changed, { passive: true });
      return () => {
        observer.disconnect();
        scroller.removeEventListener('scroll', changed);
      };
    },
    [scroller],
  );
  const top = useSyncExternalStore(subscribe, () => {
    const row = Math.floor((scroller.scrollTop - offset) / height);
    return Math.max(0, Math.floor(row / stride) * stride);
  });
  const onScreen = useSyncExternalStore(subscribe, () => Math.ceil(scroller.clientHeight / height));
  const last = Math.min(count, top + onScreen + stride + overscan);
  const scrollTo = (index: number) => {
    const rowTop = offset + index * height;
    const highest = rowTop - coveredTop;
    const lowest = rowTop + height - scroller.clientHeight + coveredBottom;
    if (scroller.scrollTop > highest) scroller.scrollTo(0, highest);
    else if (scroller.scrollTop < lowest) scroller.scrollTo(0, lowest);
  };
  return { first: Math.min(Math.max(0, top - overscan), last), last, scrollTo };
}
