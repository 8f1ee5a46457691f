import { boundWords, type Figure } from './figure.ts';
import { formatCount } from './format.ts';
import { VisuallyHidden } from './VisuallyHidden.tsx';

interface FigureTextProps {
  figure: Figure;
  /** Of how many; null where that is not known or there is none. */
  of?: Figure['count'];
  /** Class of what is written smaller than the count. */
  small: string | undefined;
}

/** A figure with what it is of, the words of its bound smaller than the count. */
export function FigureText({ figure, of = null, small }: FigureTextProps) {
  const { before, after } = boundWords(figure);
  if (figure.count === null) {
    return (
      <>
        <span aria-hidden="true">–</span>
        <VisuallyHidden>Not known</VisuallyHidden>
      </>
    );
  }
  return (
    <>
      {before === '' ? null : <span className={small}>{before}</span>}
      {formatCount(figure.count)}
      {of === null ? null : <span className={small}> of {formatCount(of)}</span>}
      {after === '' ? null : <span className={small}>{after}</span>}
    </>
  );
}
