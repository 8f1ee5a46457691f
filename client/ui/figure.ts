import { formatCount } from './format.ts';

/** How far a count can be believed: there may be more, since something could not be or is yet to be read. */
export type Bound = 'exact' | 'at-least' | 'so-far';

/** A count as it is shown. */
export interface Figure {
  /** Null: not known. */
  count: number | null;
  bound: Bound;
}

/** A count that may lack something. A zero that may is no zero: it is not known. */
export function figureOf(count: number, bound: Bound): Figure {
  return { count: bound !== 'exact' && count === 0 ? null : count, bound };
}

/** What stands before and after a count for its bound; empty for one that is exact or not known. */
export function boundWords({ count, bound }: Figure): { before: string; after: string } {
  return {
    before: count !== null && bound === 'at-least' ? 'at least ' : '',
    after: count !== null && bound === 'so-far' ? ' so far' : '',
  };
}

/** A figure in words: `5`, `at least 5`, `5 so far`, or `–` where it is not known. */
export function formatFigure(figure: Figure): string {
  const { before, after } = boundWords(figure);
  return figure.count === null ? '–' : `${before}${formatCount(figure.count)}${after}`;
}
