import { useEffect, useLayoutEffect, useState, type RefObject } from 'react';

interface RowWindowOptions {
  count: number;
  /** What the rows show: another object for another content, null while rows are still to come. */
  content: object | null;
  /** Of every row, in px. */
  height: number;
  scroller: HTMLElement;
  /** The element, inside the scroller, that holds the rows. */
  body: RefObject<HTMLElement | null>;
  /** Px of the scroller that something sticky covers, at its top as of now. */
  coveredTop: () => number;
  coveredBottom: number;
}

/** The rows to draw, and how to reach others. */
export interface RowWindow {
  first: number;
  /** One past the last row. */
  last: number;
  /** The most rows that are drawn at once. */
  most: number;
  /** Scrolls as little as needed to show a row whole. */
  scrollTo: (index: number) => void;
}

/** Rows drawn beyond each edge, so that a fast scroll shows no gap. */
const overscan = 4;
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

interface View {
  scrollTop: number;
  height: number;
}

/**
 * Scroll position and height at the last event. Reading them while rendering, after the DOM has
 * changed, would force a second layout.
 */
function useView(scroller: HTMLElement, rowHeight: number): View {
  const [view, setView] = useState<View>(() => ({
    scrollTop: scroller.scrollTop,
    height: scroller.clientHeight,
  }));
  useEffect(() => {
    const measure = () => {
      const next = { scrollTop: scroller.scrollTop, height: scroller.clientHeight };
      setView((last) => {
        const moved = Math.abs(next.scrollTop - last.scrollTop) >= stride * rowHeight;
        return moved || next.height !== last.height ? next : last;
      });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(scroller);
    scroller.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      scroller.removeEventListener('scroll', measure);
    };
  }, [scroller, rowHeight]);
  return view;
}

const restMs = 150;

/**
 * Whether rows outside the screen may be drawn. With new content only rows on screen are drawn at first;
 * the others follow after 150 ms without a change, or with the first scroll.
 */
function useSettled(content: unknown, scroller: HTMLElement): boolean {
  const [settled, setSettled] = useState<unknown>(null);
  useEffect(() => {
    if (content === null) return undefined;
    const settle = () => setSettled(content);
    const timer = setTimeout(settle, restMs);
    scroller.addEventListener('scroll', settle, { passive: true, once: true });
    return () => {
      clearTimeout(timer);
      scroller.removeEventListener('scroll', settle);
    };
  }, [content, scroller]);
  return content !== null && settled === content;
}

/**
 * The rows to draw, all of one height. Libraries that measure rows keep an object per row and rebuild
 * all 100,000 whenever the count changes, which is on every keystroke of a search. Equal heights need
 * two divisions.
 */
export function useRowWindow(options: RowWindowOptions): RowWindow {
  const { count, height, scroller, body, coveredTop, coveredBottom } = options;
  const offset = useOffset(body, scroller);
  const view = useView(scroller, height);
  const beyond = useSettled(options.content, scroller) ? overscan + stride : 0;
  const onScreen = Math.ceil(view.height / height) + 1;
  // With fewer rows than before, the browser will scroll up further than the last event said.
  const top = Math.min(
    Math.floor((view.scrollTop - offset) / height),
    Math.max(0, count - onScreen),
  );
  const first = Math.max(0, top - beyond);
  const last = Math.min(count, Math.max(0, top + onScreen) + beyond);
  const scrollTo = (index: number) => {
    const rowTop = offset + index * height;
    const highest = rowTop - coveredTop();
    const lowest = rowTop + height - scroller.clientHeight + coveredBottom;
    if (scroller.scrollTop > highest) scroller.scrollTo(0, highest);
    else if (scroller.scrollTop < lowest) scroller.scrollTo(0, lowest);
  };
  return { first, last, most: onScreen + 2 * (overscan + stride), scrollTo };
}
