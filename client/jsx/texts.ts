import { createElement, Fragment, type ElementType, type ReactNode } from 'react';

/*
 * A browser that translates a page moves each text node into elements of its own
 * (https://github.com/facebook/react/issues/11538). React still holds the old node: its updates are not
 * seen, and inserting before it or removing it throws. Two things are safe: elements, and a text that is
 * an element's only child, because React sets it as the element's content. So no text here has a sibling:
 * adjacent texts are joined, and a text beside an element is wrapped in an element without styles.
 */
const textElement = 'x-text';

/** The text of a child; null if the child is not text. */
function textOf(child: ReactNode): string | null {
  return typeof child === 'string' || typeof child === 'number' ? String(child) : null;
}

const isNothing = (child: ReactNode) => child == null || typeof child === 'boolean';
/** Spaces between elements stay unwrapped: they are not translated, and wrapped they would be flex items. */
const isBlank = (text: string) => /^ *$/.test(text);

const wrap = (text: string) => (isBlank(text) ? text : createElement(textElement, null, text));

/** Joins and wraps texts. An array keeps its length, so each child keeps its position. */
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

/** Elements that hold names, text from outside and ids, which must not be translated. */
const untranslated: ReadonlySet<unknown> = new Set(['bdi', 'code']);

/** The props of an element, changed so that React survives a translated page. */
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
