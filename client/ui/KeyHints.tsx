import { Fragment } from 'react';
import { Kbd } from './Kbd.tsx';

interface KeyHintsProps {
  /** Keys, with a space between those that do the like, and what they do. */
  hints: readonly (readonly [keys: string, what: string])[];
}

/** The keys that work on a page, for its foot. */
export function KeyHints({ hints }: KeyHintsProps) {
  return hints.map(([keys, what]) => (
    <span key={keys}>
      {keys.split(' ').map((key) => (
        <Fragment key={key}>
          <Kbd>{key}</Kbd>{' '}
        </Fragment>
      ))}
      {what}
    </span>
  ));
}
