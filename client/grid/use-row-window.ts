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

/** Rows beyond each edge, so that a fast scroll meets rows and not a gap. */
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
 * Where the scroller stands, as of its last event: asking it while drawing, after the page has
 * changed, would make the browser lay everything out at once, and again before it paints.
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
 * Whether rows beyond the screen are drawn yet: those on it come first, with every other content; the
 * others when the keys rest, or with the first scroll.
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
 * Which rows of equal height to draw. A library that measures rows keeps an object for each of
 * 100,000 of them and builds all of them anew whenever their number changes, that is with every
 * letter of a search; equal heights need two divisions.
 */
export function useRowWindow(options: RowWindowOptions): RowWindow {
  const { count, height, scroller, body, coveredTop, coveredBottom } = options;
  const offset = useOffset(body, scroller);
  const view = useView(scroller, height);
  const beyond = useSettled(options.content, scroller) ? overscan + stride : 0;
  const onScreen = Math.ceil(view.height / height) + 1;
  // With fewer rows than before the scroller will stand higher than it last said.
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
