import { splitInvisible } from '../ui/invisible.ts';
import safe from '../ui/SafeText.module.css';
import { highlight } from './fold.ts';

/** A part of a text as it is drawn: as it is, highlighted, or the name of an invisible character. */
interface DrawnPart {
  text: string;
  as: 'text' | 'mark' | 'code';
}

/** A text with what was searched for highlighted in it. */
export function markedParts(text: string, terms: readonly string[]): DrawnPart[] {
  if (terms.length === 0) return [{ text, as: 'text' }];
  return highlight(text, terms).map((part) => ({
    text: part.text,
    as: part.match ? 'mark' : 'text',
  }));
}

/** The same for text that a stranger chose: invisible characters are made visible. */
export function safeParts(text: string, terms: readonly string[]): DrawnPart[] {
  return splitInvisible(text).flatMap((piece): DrawnPart[] =>
    'text' in piece ? markedParts(piece.text, terms) : [{ text: piece.code, as: 'code' }],
  );
}

const nodeNames = { text: '#text', mark: 'MARK', code: 'SPAN' } as const;

function nodeOf({ text, as }: DrawnPart): Node {
  if (as === 'text') return document.createTextNode(text);
  const element = document.createElement(as === 'mark' ? 'mark' : 'span');
  element.textContent = text;
  if (as === 'code') {
    element.className = safe['marker'] ?? '';
    element.title = `Invisible character ${text}`;
  }
  return element;
}

/** Draws parts of a text into an element; nodes that are there already are used again. */
export function drawParts(element: Element, parts: readonly DrawnPart[]): void {
  let node = element.firstChild;
  for (const part of parts) {
    if (part.as === 'code' || node?.nodeName !== nodeNames[part.as]) {
      element.insertBefore(nodeOf(part), node);
      continue;
    }
    const holder: ChildNode = node.firstChild ?? node;
    if (holder.nodeValue !== part.text) holder.nodeValue = part.text;
    node = node.nextSibling;
  }
  while (node !== null) {
    const next = node.nextSibling;
    node.remove();
    node = next;
  }
}
