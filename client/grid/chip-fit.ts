import type { Scope } from '#contract/scopes.ts';
import { classMarks } from './class-words.ts';

const gap = 6;
const padding = 16;
const markWidth = 13;
const overflowWidth = 34;

let context: CanvasRenderingContext2D | null = null;
const widths = new Map<string, number>();

/** The width of a text of a chip in px. */
export function textWidth(text: string): number {
  const known = widths.get(text);
  if (known !== undefined) return known;
  context ??= document.createElement('canvas').getContext('2d');
  if (context === null) return text.length * 7;
  context.font = "550 11.5px 'Inter Variable', 'Inter Fallback', system-ui";
  const width = context.measureText(text).width;
  // Until Inter has loaded a measurement is of another font and must not be kept.
  if (document.fonts.status === 'loaded') widths.set(text, width);
  return width;
}

/**
 * How many whole chips fit into a width in px, leaving room for "+N" when some do not. Chips are
 * never cut in the middle of a word; at least one is shown.
 */
export function chipsThatFit(scopes: readonly Scope[], width: number): number {
  let used = 0;
  for (let index = 0; index < scopes.length; index += 1) {
    const scope = scopes[index];
    if (scope === undefined) break;
    const mark = classMarks[scope.class] === undefined ? 0 : markWidth;
    used += textWidth(scope.name) + padding + mark + (index === 0 ? 0 : gap);
    const isLast = index === scopes.length - 1;
    if (used + (isLast ? 0 : gap + overflowWidth) > width) return Math.max(1, index);
  }
  return scopes.length;
}
