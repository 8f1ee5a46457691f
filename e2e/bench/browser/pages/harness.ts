import type { Answers } from '../data.ts';
import type { Expected } from '../oracle.ts';

/** What each page brings along; all else about it is the same for all. */
export interface BenchPage {
  /** Turns the answers into what the page wants to be given; not timed. */
  prepare(answers: Answers): void;
  /** Hands the data over: the clock of the first paint starts here. */
  show(): void;
  /** Selector of the rows that are drawn, and the attribute with their place from 0. */
  rows: { selector: string; index: string };
  /** How many rows the page says there are; null while it does not say. */
  count(): number | null;
}

/** How long something took, in ms. */
export interface Took {
  /** Until two animation frames after the right result was in the document. */
  painted: number;
  /** Until the frame in which the result was right was laid out, just before its paint. */
  worked: number;
}

/** Frames of a scroll. */
export interface Scrolled {
  frames: number;
  dropped: number;
  /** Frames in which a part of the table was empty. */
  blank: number;
  /** The longest time between two frames, ms. */
  longest: number;
}

/** What the driver asks of a page. */
export interface Harness {
  load(size: number): Promise<void>;
  show(expected: Expected): Promise<Took>;
  /** Waits for an event, which comes from a real key or click, and times what follows it. */
  arm(event: 'input' | 'click', expected: Expected): void;
  taken(): Promise<Took>;
  watchFrames(): void;
  framesSeen(): Scrolled;
  longTasks(): { count: number; total: number; longest: number };
}

declare global {
  interface Window {
    bench?: Harness;
  }
}

const frameMs = 1000 / 60;
const giveUpMs = 30_000;

/**
 * Calls back late in the next frame: after all animation callbacks, when the layout is known, just
 * before it is painted. What the document holds then is what the frame shows. An element that changes
 * its size in an animation callback is told of then
 * (https://html.spec.whatwg.org/multipage/webappapis.html#update-the-rendering, steps 14 and 16).
 */
function createFrameEnd(): (run: () => void) => void {
  const probe = document.createElement('div');
  probe.style.cssText = 'position:fixed;top:0;left:0;width:1px;height:1px;contain:strict;opacity:0';
  probe.style.pointerEvents = 'none';
  document.documentElement.append(probe);
  let waiting: (() => void)[] = [];
  new ResizeObserver(() => {
    const now = waiting;
    waiting = [];
    for (const run of now) run();
  }).observe(probe);
  let wide = false;
  return (run) => {
    requestAnimationFrame(() => {
      if (waiting.length === 0) {
        wide = !wide;
        probe.style.width = wide ? '2px' : '1px';
      }
      waiting.push(run);
    });
  };
}

function firstRows({ selector, index }: BenchPage['rows'], most: number): string[] {
  const texts: string[] = [];
  for (const row of document.querySelectorAll(selector)) {
    const at = Number(row.getAttribute(index) ?? Infinity);
    if (at < most) texts[at] = row.textContent;
  }
  return texts;
}

function isRight(page: BenchPage, { count, first }: Expected): boolean {
  if (page.count() !== count) return false;
  const texts = firstRows(page.rows, first[0]?.length ?? 0);
  return first.some((emails) => emails.every((email, at) => texts[at]?.includes(email) === true));
}

/** What is shown, to say what is wrong with it. */
function seen(page: BenchPage): string {
  return JSON.stringify({ count: page.count(), rows: firstRows(page.rows, 8) });
}

type AtFrameEnd = ReturnType<typeof createFrameEnd>;

function whenPainted(
  page: BenchPage,
  atFrameEnd: AtFrameEnd,
  expected: Expected,
  start: number,
): Promise<Took> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (!isRight(page, expected)) {
        if (performance.now() - start > giveUpMs)
          reject(new Error(`${JSON.stringify(expected)} never came, but ${seen(page)}`));
        else atFrameEnd(look);
        return;
      }
      const worked = performance.now() - start;
      requestAnimationFrame(() => resolve({ worked, painted: performance.now() - start }));
    };
    atFrameEnd(look);
  });
}

const places = [0.45, 0.6, 0.8] as const;
const placeX = 500;

function isBlank(): boolean {
  return places.some((share) => {
    const element = document.elementFromPoint(placeX, innerHeight * share);
    return element?.closest('[role="row"]') == null;
  });
}

function createFrameWatch(atFrameEnd: AtFrameEnd) {
  const times: number[] = [];
  let blank = 0;
  let watching = false;
  const next = () => {
    if (!watching) return;
    times.push(performance.now());
    requestAnimationFrame(next);
  };
  const judge = () => {
    if (!watching) return;
    if (isBlank()) blank += 1;
    atFrameEnd(judge);
  };
  return {
    start() {
      times.length = 0;
      blank = 0;
      watching = true;
      requestAnimationFrame(next);
      atFrameEnd(judge);
    },
    stop(): Scrolled {
      watching = false;
      const gaps = times.slice(1).map((time, at) => time - (times[at] ?? 0));
      const dropped = gaps.map((gap) => Math.max(0, Math.round(gap / frameMs) - 1));
      return {
        frames: times.length,
        dropped: dropped.reduce((sum, count) => sum + count, 0),
        blank,
        longest: Math.max(0, ...gaps),
      };
    },
  };
}

/** Puts the harness on the page, for the driver to call. */
export function startHarness(page: BenchPage): void {
  const atFrameEnd = createFrameEnd();
  const watch = createFrameWatch(atFrameEnd);
  let taken: Promise<Took> | null = null;
  let tasks: number[] = [];
  const observer = new PerformanceObserver((list) => {
    tasks.push(...list.getEntries().map(({ duration }) => duration));
  });
  observer.observe({ type: 'longtask', buffered: false });
  globalThis.window.bench = {
    async load(size) {
      const response = await fetch(`/data/${size}.json`);
      const answers: Answers = await response.json();
      page.prepare(answers);
      await document.fonts.ready;
    },
    show(expected) {
      observer.takeRecords();
      tasks = [];
      const start = performance.now();
      page.show();
      return whenPainted(page, atFrameEnd, expected, start);
    },
    arm(event, expected) {
      taken = new Promise((resolve) => {
        const hear = () => resolve(whenPainted(page, atFrameEnd, expected, performance.now()));
        addEventListener(event, hear, { capture: true, once: true });
      });
      // It is asked for later; until then nobody handles its failure.
      taken.catch(() => {});
    },
    taken: () => taken ?? Promise.reject(new Error('nothing was armed')),

    watchFrames: () => watch.start(),
    framesSeen: () => watch.stop(),
    longTasks: () => ({
      count: tasks.length,
      total: tasks.reduce((sum, task) => sum + task, 0),
      longest: Math.max(0, ...tasks),
    }),
  };
}
