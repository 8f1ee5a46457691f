import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { NavigationType, useLocation, useNavigationType } from 'react-router';
import { isPlainKey } from '../ui/keys.ts';
import { carryPlaces, entryOf, keepPlace, placeAt, type Place } from './places.ts';

/** What may have the focus and be found again. */
const stops = ['[role="grid"]', 'a[href]', '[data-list-stop]'];

/** How to find an element of the content again; null for one that has nothing to be found by. */
function describe(content: HTMLElement, target: Element): Place['focus'] {
  const found = stops
    .map((stop) => ({ stop, element: target.closest(stop) }))
    .find(({ element }) => element !== null);
  const element = found?.element ?? null;
  if (found === undefined || element === null || !content.contains(element)) return null;
  const href = found.stop === 'a[href]' ? element.getAttribute('href') : null;
  const selector = href === null ? found.stop : `a[href="${CSS.escape(href)}"]`;
  return { selector, at: [...content.querySelectorAll(selector)].indexOf(element) };
}

const touches = ['wheel', 'pointerdown', 'keydown', 'touchstart'] as const;

/**
 * Brings a page back to a place, as soon as there is enough of it, unless the person does something
 * first; returns how to stop.
 */
function comeBack(content: HTMLElement, { top, focus }: Place): () => void {
  let isScrolled = false;
  let isFocused = focus === null;
  let frame = 0;
  // After the frame in which it was laid out: a table takes another height once it knows its width.
  const attempt = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(arrive);
    });
  };
  const arrive = () => {
    if (!isScrolled && content.scrollHeight - content.clientHeight >= top - 1) {
      isScrolled = true;
      content.scrollTop = top;
    }
    if (isScrolled && !isFocused && focus !== null) {
      const element = content.querySelectorAll<HTMLElement>(focus.selector)[focus.at];
      isFocused = element !== undefined;
      element?.focus({ preventScroll: true });
    }
    if (isScrolled && isFocused) stop();
  };
  const observer = new MutationObserver(attempt);
  const stop = () => {
    cancelAnimationFrame(frame);
    observer.disconnect();
    for (const touch of touches) removeEventListener(touch, stop, { capture: true });
  };
  observer.observe(content, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['style'],
  });
  for (const touch of touches) addEventListener(touch, stop, { capture: true, passive: true });
  attempt();
  return stop;
}

const scrollKeys = new Set(['PageDown', 'PageUp', 'Home', 'End', 'ArrowDown', 'ArrowUp', ' ']);

/** Keys that scroll do so before anything of the page was focused: the content scrolls, not the document. */
function useScrollKeys(content: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isFree = document.activeElement === document.body && isPlainKey(event);
      if (isFree && scrollKeys.has(event.key)) content.current?.focus({ preventScroll: true });
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [content]);
}

/** Remembers where one is in the content, under the entry that is open. */
function useKeptPlace(content: RefObject<HTMLElement | null>, entry: RefObject<string>): void {
  useEffect(() => {
    const element = content.current;
    if (element === null) return undefined;
    const scroll = () => keepPlace(entry.current, { top: element.scrollTop });
    const focus = ({ target }: FocusEvent) => {
      if (!(target instanceof Element) || target === element) return;
      keepPlace(entry.current, { focus: describe(element, target) });
    };
    element.addEventListener('scroll', scroll, { passive: true });
    element.addEventListener('focusin', focus);
    return () => {
      element.removeEventListener('scroll', scroll);
      element.removeEventListener('focusin', focus);
    };
  }, [content, entry]);
}

/**
 * The content, which a new page begins at its start, read from there too, and to which Back, Forward and
 * a reload return as one left it; and the row of its table that was active.
 */
export function usePlaces(viewer: string) {
  const location = useLocation();
  const { pathname } = location;
  const how = useNavigationType();
  const content = useRef<HTMLElement>(null);
  const [carry] = useState(() => carryPlaces(viewer));
  useEffect(() => carry, [carry]);
  const entry = entryOf(location);
  const current = useRef(entry);
  const shown = useRef<string | null>(null);
  useKeptPlace(content, current);
  useScrollKeys(content);
  const left = how === NavigationType.Pop ? placeAt(entry) : null;
  useEffect(() => {
    const last = shown.current;
    const isOther = last !== null && last !== pathname;
    shown.current = pathname;
    const before = placeAt(current.current);
    const isStep = !isOther && current.current !== entry && how !== NavigationType.Pop;
    current.current = entry;
    // Another state of the same page.
    if (isStep && before !== null) keepPlace(entry, before);
    const element = content.current;
    if (element === null) return undefined;
    if (isOther) element.focus({ preventScroll: true });
    const place = how === NavigationType.Pop ? placeAt(entry) : null;
    if (place !== null)
      return comeBack(element, isOther || last === null ? place : { ...place, focus: null });
    if (isOther) element.scrollTo(0, 0);
    return undefined;
  }, [content, current, entry, how, pathname, shown]);
  const row = left?.row ?? null;
  const rowPlace = useMemo(
    () => ({ row, keepRow: (key: string) => keepPlace(current.current, { row: key }) }),
    [row, current],
  );
  return { content, rowPlace };
}
