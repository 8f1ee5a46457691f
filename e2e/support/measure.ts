import type { Page } from '@playwright/test';

/**
 * What of the open page cannot be read or pressed at its size, as the browser has laid it out: what
 * scrolls sideways, text without width, cells whose content lies over the next one, columns too narrow
 * for what they say, and targets under 24 px (https://www.w3.org/TR/WCAG22/#target-size-minimum; links
 * within a sentence are exempt).
 */
export async function layoutFaults(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const faults: string[] = [];
    const main = document.querySelector('main');
    if (main === null) return ['there is no main'];
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- nothing outside reaches the page
    const isShown = (element: Element) =>
      element.checkVisibility() && getComputedStyle(element).clipPath !== 'inset(50%)';
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- nothing outside reaches the page
    const nameOf = (element: Element) =>
      `${element.tagName.toLowerCase()} "${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40)}"`;
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- nothing outside reaches the page
    const ownText = (element: Element) =>
      [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim() !== '');
    for (const box of [document.documentElement, main]) {
      if (box.scrollWidth > box.clientWidth + 1) faults.push(`${nameOf(box)} scrolls sideways`);
    }
    const hidden = (element: Element) =>
      element.closest('[aria-hidden="true"]') !== null || !isShown(element);
    for (const element of main.querySelectorAll('*')) {
      if (!ownText(element) || hidden(element)) continue;
      if (getComputedStyle(element).fontSize === '0px') continue;
      const { width, right, left } = element.getBoundingClientRect();
      const isRead = element.closest('[class*="hidden" i], [class*="headText"]') === null;
      if (isRead && width < 4) faults.push(`${nameOf(element)} has no width`);
      if (right > innerWidth + 1 || left < -1) faults.push(`${nameOf(element)} leaves the window`);
    }
    for (const cell of main.querySelectorAll('td, th, [role="columnheader"]')) {
      if (!isShown(cell) || cell.clientWidth === 0) continue;
      if (cell.scrollWidth > cell.clientWidth + 2)
        faults.push(`${nameOf(cell)} overprints the next`);
      if (cell.textContent.trim().length > 40 && cell.clientWidth < 110)
        faults.push(`${nameOf(cell)} is ${cell.clientWidth} px wide`);
    }
    const targets = 'a[href], button, summary, input:not([type="hidden"]), [role="tab"]';
    for (const target of document.querySelectorAll(targets)) {
      if (hidden(target) || target.closest('[data-base-ui-focus-guard]') !== null) continue;
      const style = getComputedStyle(target);
      if (style.position === 'fixed') continue;
      const isStretched = getComputedStyle(target, '::after').position === 'absolute';
      const box = isStretched
        ? target.closest('tr, li, [class*="row"], [class*="item"]')
        : target instanceof HTMLInputElement
          ? (target.closest('label, [role="gridcell"]') ?? target)
          : target;
      const { width, height } = (box ?? target).getBoundingClientRect();
      const inSentence = style.display === 'inline' && ownText(target.parentElement ?? target);
      if (!inSentence && (width < 24 || height < 24) && width > 1)
        faults.push(
          `${nameOf(target)} is a target of ${Math.round(width)} × ${Math.round(height)} px`,
        );
    }
    return [...new Set(faults)];
  });
}

/** Scrolls the first row of the page's list to the middle; whether it can then be seen and pressed. */
export async function firstRowIsReadable(page: Page, rows: string): Promise<boolean> {
  return await page.evaluate((selector) => {
    const row = document.querySelector(`main ${selector.split(', ').join(', main ')}`);
    if (row === null) return false;
    row.scrollIntoView({ block: 'center' });
    const { left, width, top, height } = row.getBoundingClientRect();
    const at = [top + 6, top + height / 2, top + Math.min(height, 60) - 6];
    const seen = at.every((y) => {
      const hit = document.elementFromPoint(left + width / 2, y);
      return hit !== null && (row.contains(hit) || hit.contains(row));
    });
    document.querySelector('main')?.scrollTo(0, 0);
    return seen;
  }, rows);
}
