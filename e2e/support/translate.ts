// oxlint-disable unicorn/consistent-function-scoping -- nothing outside reaches the page
import type { Page } from '@playwright/test';

/**
 * Does to a page what a browser does that translates it: each text, also of what comes later, is
 * replaced by one in two `font` elements, in place of the node that the page made. What must not be
 * translated (`translate="no"`) is left alone. Here each word is put in capitals between angle marks.
 */
export async function translatePages(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const done = new WeakSet<Node>();
    const isOff = (node: Node) =>
      node.parentElement === null ||
      node.parentElement.closest('[translate="no"], script, style, textarea, noscript') !== null;
    const translated = (text: string) => `‹${text.toUpperCase()}›`;
    const translate = (text: Text) => {
      if (done.has(text) || text.data.trim() === '' || isOff(text)) return;
      const outer = document.createElement('font');
      const inner = document.createElement('font');
      const words = document.createTextNode(translated(text.data));
      done.add(words);
      inner.append(words);
      outer.append(inner);
      text.replaceWith(outer);
    };
    const textsIn = (node: Node): Text[] => {
      const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
      const texts: Text[] = node instanceof Text ? [node] : [];
      for (let next = walker.nextNode(); next !== null; next = walker.nextNode()) {
        if (next instanceof Text) texts.push(next);
      }
      return texts;
    };
    const observer = new MutationObserver((records) => {
      for (const { type, target, addedNodes } of records) {
        const nodes = type === 'characterData' ? [target] : [...addedNodes];
        if (type === 'characterData') done.delete(target);
        for (const text of nodes.filter((node) => node.isConnected).flatMap(textsIn))
          translate(text);
      }
    });
    addEventListener('DOMContentLoaded', () => {
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      for (const text of textsIn(document.body)) translate(text);
    });
  });
}
