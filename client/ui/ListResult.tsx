import { Button } from './Button.tsx';
import styles from './ListResult.module.css';

interface ListResultProps {
  /** How many are shown, in words: `1 of 12 apps`. */
  words: string;
  /** Shows all again; null where all are shown. */
  onClear: (() => void) | null;
}

/** How many of a list are shown, announced as it changes, and the way to all of them. */
export function ListResult({ words, onClear }: ListResultProps) {
  return (
    <div className={styles['end']}>
      {onClear === null ? null : (
        <Button variant="quiet" size="small" onClick={onClear}>
          Clear
        </Button>
      )}
      <span className={styles['words']} role="status">
        {words}
      </span>
    </div>
  );
}
