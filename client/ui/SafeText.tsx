import { Fragment } from 'react';
import { classes } from './classes.ts';
import { shorten, showsNothing, splitInvisible } from './invisible.ts';
import styles from './SafeText.module.css';

interface SafeTextProps {
  /** Text that a stranger chose. */
  children: string;
  /** Shown when the text shows nothing. */
  empty?: string;
  /** How many characters are shown, where the whole text is elsewhere. */
  most?: number;
}

/** A run that no line can hold is broken wherever the line ends. */
const longRun = /\S{32}/;

/** Text in its own direction, with invisible characters made visible, so that it cannot disguise itself. */
export function SafeText({ children, empty, most }: SafeTextProps) {
  if (empty !== undefined && showsNothing(children)) {
    return <span className={styles['empty']}>{empty}</span>;
  }
  const text = most === undefined ? children : shorten(children, most);
  const className = classes(longRun.test(text) && styles['long']) || undefined;
  const pieces = splitInvisible(text);
  const [only] = pieces;
  if (only !== undefined && pieces.length === 1 && 'text' in only) {
    return <bdi className={className}>{only.text}</bdi>;
  }
  return (
    <bdi className={className}>
      {pieces.map((piece) =>
        'text' in piece ? (
          <Fragment key={piece.at}>{piece.text}</Fragment>
        ) : (
          <span
            key={piece.at}
            className={styles['marker']}
            title={`Invisible character ${piece.code}`}
          >
            {piece.code}
          </span>
        ),
      )}
    </bdi>
  );
}
