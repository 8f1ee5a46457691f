import { Fragment } from 'react';
import { splitInvisible } from './invisible.ts';
import styles from './SafeText.module.css';

interface SafeTextProps {
  /** Text that a stranger chose. */
  children: string;
  /** Shown when the text is empty. */
  empty?: string;
}

/** Text in its own direction, with invisible characters made visible, so that it cannot disguise itself. */
export function SafeText({ children, empty }: SafeTextProps) {
  if (children.trim() === '' && empty !== undefined) {
    return <span className={styles['empty']}>{empty}</span>;
  }
  return (
    <bdi>
      {splitInvisible(children).map((piece) =>
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
