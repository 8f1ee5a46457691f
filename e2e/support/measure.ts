// oxlint-disable unicorn/consistent-function-scoping -- nothing outside reaches the page
import type { Page } from '@playwright/test';

/**
 * What is wrong with how the page that is open fits the window, as sentences: text that is cut off
 * without an ellipsis or printed over other text, controls that lie over each other or are smaller
 * than 24 px (WCAG 2.2, 2.5.8), and a document that scrolls sideways (1.4.10). Of what scrolls, only
 * what is on screen is looked at.
 */
export async function misfits(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    interface Box {
      left: number;
      right: number;
      top: number;
      bottom: number;
    }
    interface Piece extends Box {
      element: Element;
      layer: Element | null;
      words: string;
    }
    const wrong: string[] = [];
    function* upFrom(element: Element): Generator<Element> {
      for (let at: Element | null = element; at !== null; at = at.parentElement) yield at;
    }
    const isSeen = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      element.closest('[data-base-ui-focus-guard], svg') === null &&
      ![...upFrom(element)].some((at) => getComputedStyle(at).clipPath === 'inset(50%)');
    /** What it moves with: things of two layers may lie over each other. */
    const layerOf = (element: Element) =>
      [...upFrom(element)].find((at) =>
        ['sticky', 'fixed'].includes(getComputedStyle(at).position),
      ) ?? null;
    const meet = (one: Box, other: Box, least: number) =>
      Math.min(one.right, other.right) - Math.max(one.left, other.left) > least &&
      Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > least;
    const named = (element: Element) => {
      const words = element.getAttribute('aria-label') ?? element.textContent.trim();
      return `${element.tagName.toLowerCase()} “${words.slice(0, 40)}”`;
    };

    /** The part of a text that its surroundings let through; tells of what they cut off. */
    const shownOf = (element: Element, rect: DOMRect, words: string): Box | null => {
      let isShortened = false;
      const box = { left: rect.left, right: rect.right, top: rect.top, bottom: rect.bottom };
      for (const at of upFrom(element)) {
        const style = getComputedStyle(at);
        const clips = /strict|paint|content/.test(style.contain) || style.overflowX !== 'visible';
        if (style.display === 'inline' || style.display === 'contents' || !clips) continue;
        const { left, right, top, bottom } = at.getBoundingClientRect();
        const isScrolled = [style.overflowX, style.overflowY].some((how) =>
          /auto|scroll/.test(how),
        );
        const isShort = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
        const isCut =
          rect.right > right + 1 ||
          rect.left < left - 1 ||
          (rect.bottom > bottom + 4 && rect.top < bottom - 4);
        if (isCut && !isScrolled && !isShort && !isShortened) {
          wrong.push(`“${words}” is cut off by ${named(at)}`);
        } else if (isCut && isShort && right - left < 24) {
          wrong.push(`of “${words}” ${Math.round(right - left)} px are left`);
        }
        box.left = Math.max(box.left, left);
        box.right = Math.min(box.right, right);
        box.top = Math.max(box.top, top);
        box.bottom = Math.min(box.bottom, bottom);
        if (box.right - box.left < 1 || box.bottom - box.top < 1) return null;
        isShortened ||= isCut;
      }
      return box;
    };

    const texts: Piece[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const words = (node.textContent ?? '').trim().slice(0, 40);
      if (element === null || words === '' || !isSeen(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const layer = layerOf(element);
      for (const rect of range.getClientRects()) {
        if (rect.width < 1 || rect.top > innerHeight || rect.bottom < 0) continue;
        const shown = shownOf(element, rect, words);
        if (shown !== null) texts.push({ ...shown, element, layer, words });
      }
    }
    texts.forEach((one, index) => {
      for (const other of texts.slice(index + 1)) {
        if (one.layer !== other.layer || one.element === other.element) continue;
        if (meet(one, other, 3)) wrong.push(`“${one.words}” is printed over “${other.words}”`);
      }
    });

    /** Where a press counts: a link may stretch over its row, a label belongs to its box. */
    const reachOf = (element: Element): Box[] => {
      const after = getComputedStyle(element, '::after');
      const isStretched = after.content !== 'none' && after.position === 'absolute';
      const row = isStretched && element instanceof HTMLElement ? element.offsetParent : null;
      const reach = row ?? element.closest('label, [data-hit]') ?? element;
      return [...reach.getClientRects()];
    };
    const controls = [...document.querySelectorAll('a[href], button, input, select, summary')]
      .filter(isSeen)
      .filter((element) => element.getBoundingClientRect().width > 1);
    const screen = document.querySelector('main')?.getBoundingClientRect();
    const isOut = ({ top, bottom }: Box) =>
      screen === undefined || bottom < screen.top || top > screen.bottom;
    const pressed = controls
      .map((element) => ({ element, layer: layerOf(element), boxes: reachOf(element) }))
      .filter(({ element, boxes }) => !(element.closest('main') !== null && boxes.every(isOut)));
    const isSmall = ({ left, right, top, bottom }: Box) =>
      Math.min(right - left, bottom - top) < 23.5;
    /** What of a circle of 24 px in the middle of something small must be free of others. */
    const aroundOf = ({ left, right, top, bottom }: Box): Box => {
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      return { left: x - 12, right: x + 12, top: y - 12, bottom: y + 12 };
    };
    for (const { element, layer, boxes } of pressed) {
      const [box] = boxes;
      const sentence = [...upFrom(element)].find(
        (at) => !/inline|contents/.test(getComputedStyle(at).display),
      );
      const isInText =
        getComputedStyle(element).display === 'inline' &&
        (sentence?.textContent.length ?? 0) > element.textContent.length + 2;
      if (box === undefined || isInText || !isSmall(box)) continue;
      const near = pressed.find(
        (other) =>
          other.element !== element &&
          other.layer === layer &&
          (other.element.closest('main') === null) === (element.closest('main') === null) &&
          !other.element.contains(element) &&
          getComputedStyle(other.element, '::after').position !== 'absolute' &&
          other.boxes.some((at) => meet(aroundOf(box), isSmall(at) ? aroundOf(at) : at, 0.5)),
      );
      if (near !== undefined) {
        const size = `${Math.round(box.right - box.left)} × ${Math.round(box.bottom - box.top)} px`;
        wrong.push(`${named(element)} is ${size}, with ${named(near.element)} beside it`);
      }
    }
    const pieces = pressed.flatMap(({ element, layer }) =>
      [...element.getClientRects()].map((rect) => ({ rect, element, layer })),
    );
    pieces.forEach((one, index) => {
      for (const other of pieces.slice(index + 1)) {
        const isApart = !one.element.contains(other.element) && one.layer === other.layer;
        const isBeside = one.element.closest('main') === other.element.closest('main');
        if (one.element !== other.element && isApart && isBeside && meet(one.rect, other.rect, 1)) {
          wrong.push(`${named(one.element)} lies over ${named(other.element)}`);
        }
      }
    });
    for (const element of [document.documentElement, ...document.querySelectorAll('main')]) {
      if (element.scrollWidth > element.clientWidth + 1) {
        wrong.push(`${element.tagName.toLowerCase()} scrolls sideways`);
      }
    }
    return [...new Set(wrong)];
  });
}

/**
 * How many rows can be read in the window: their first words are whole, and under nothing. With
 * `reveal` the first of them is scrolled into view before.
 */
export async function readableRows(page: Page, rows: string, reveal = false): Promise<number> {
  return await page.evaluate(
    ({ selector, isRevealed }) => {
      const firstText = (row: Element) => {
        const isText = (node: Node) =>
          node.textContent?.trim() !== '' && node.parentElement?.checkVisibility() === true;
        const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT, (node) =>
          isText(node) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT,
        );
        return walker.nextNode();
      };
      const isReadable = (row: Element) => {
        const first = firstText(row);
        if (first === null) return false;
        const range = document.createRange();
        range.selectNodeContents(first);
        const { left, top, bottom, height } = range.getBoundingClientRect();
        const edges = [top + 1, bottom - 1].map((y) => document.elementFromPoint(left + 2, y));
        return height > 4 && edges.every((at) => at !== null && row.contains(at));
      };
      const all = [...document.querySelectorAll(selector)];
      const [first] = all;
      if (isRevealed && first !== undefined) {
        firstText(first)?.parentElement?.scrollIntoView({ block: 'center' });
      }
      return all.filter(isReadable).length;
    },
    { selector: rows, isRevealed: reveal },
  );
}

/**
 * Scrolls the page by a window and a half, and says whether the heads of its columns, if it shows any,
 * are still in view.
 */
export async function lostHeads(page: Page): Promise<string[]> {
  return await page.evaluate(async () => {
    const main = document.querySelector('main');
    if (main === null) return [];
    main.scrollTo(0, innerHeight * 1.5);
    const heads = () =>
      [...main.querySelectorAll('thead th, [role=columnheader]')].filter(
        (head) => head.checkVisibility() && head.textContent.trim() !== '',
      );
    const isLost = (head: Element) => {
      const { left, top, width, height } = head.getBoundingClientRect();
      const at = document.elementFromPoint(left + Math.min(width / 2, 20), top + height / 2);
      return at === null || !(head.contains(at) || at.contains(head));
    };
    // After a change of the window it takes a few frames until all stands in its place.
    for (let frame = 0; frame < 30 && heads().some(isLost); frame += 1) {
      await new Promise(requestAnimationFrame);
    }
    const lost = heads().filter(isLost);
    const table = heads()[0]?.closest('table, [role=grid]');
    const isUnder =
      (table?.getBoundingClientRect().bottom ?? 0) > main.getBoundingClientRect().top + 200;
    main.scrollTo(0, 0);
    return isUnder ? lost.map((head) => head.textContent.trim()) : [];
  });
}

/** Has every page that is opened from now on count how far its parts are moved while it loads. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (!('value' in entry) || typeof entry.value !== 'number') continue;
        if ('hadRecentInput' in entry && entry.hadRecentInput === true) continue;
        const { dataset } = document.documentElement;
        dataset['shift'] = String(Number(dataset['shift'] ?? 0) + entry.value);
      }
    });
    observer.observe({ type: 'layout-shift', buffered: true });
  });
}

/** How far they were moved by now, as https://web.dev/articles/cls counts it. */
export async function shiftOf(page: Page): Promise<number> {
  return Number(await page.locator('html').getAttribute('data-shift'));
}
