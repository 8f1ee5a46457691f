import { createElement, Fragment, type ElementType, type ReactNode } from 'react';

/*
 * Browsers that translate a page put each text node into elements of their own, elsewhere in the tree
 * (https://github.com/facebook/react/issues/11538). React goes on with the node that it made: what it
 * writes there is not seen, and placing something before it, or taking it away, throws. Elements stay
 * where they are, and so does an element's only text, which React writes as the element's content.
 * Therefore no text of ours stands beside anything else: texts in a row become one, and one that is
 * beside an element gets an element of its own, which no style sheet knows.
 */
const textElement = 'x-text';

/** The text that a child is; null for what is none. */
function textOf(child: ReactNode): string | null {
  return typeof child === 'string' || typeof child === 'number' ? String(child) : null;
}

const isNothing = (child: ReactNode) => child == null || typeof child === 'boolean';
/** A blank between elements is not translated; in an element it would be an item of a row. */
const isBlank = (text: string) => /^ *$/.test(text);

const wrap = (text: string) => (isBlank(text) ? text : createElement(textElement, null, text));

/** The children of an element, as many as before, so that each that is there keeps its place. */
function settle(children: readonly ReactNode[]): ReactNode {
  const texts = children.map(textOf);
  if (texts.every((text) => text === null)) return children;
  if (children.every((child, at) => texts[at] !== null || isNothing(child))) return texts.join('');
  const settled = children.map((child, at) => (texts[at] === null ? child : null));
  let run: { at: number; text: string } | null = null;
  const end = () => {
    if (run !== null) settled[run.at] = wrap(run.text);
    run = null;
  };
  children.forEach((child, at) => {
    const text = texts[at] ?? null;
    if (text !== null) run = { at: run?.at ?? at, text: (run?.text ?? '') + text };
    else if (!isNothing(child)) end();
  });
  end();
  return settled;
}

/** What strangers wrote, and ids: a name is the same in every language. */
const untranslated: ReadonlySet<unknown> = new Set(['bdi', 'code']);

/** Gives what an element is made of, so that its page may be translated. */
export function translatable<P extends object>(type: ElementType, props: P): P {
  const settled = withSettledTexts(type, props);
  return untranslated.has(type) ? { translate: 'no', ...settled } : settled;
}

function withSettledTexts<P extends object>(type: ElementType, props: P): P {
  if (!('children' in props)) return props;
  const { children } = props;
  if (Array.isArray(children)) return { ...props, children: settle(children) };
  const isLoose = type === Fragment && typeof children === 'string';
  return isLoose ? { ...props, children: wrap(children) } : props;
}
