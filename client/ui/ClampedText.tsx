import { useLayoutEffect, useRef, useState } from 'react';
import { classes } from './classes.ts';
import styles from './ClampedText.module.css';
import { SafeText } from './SafeText.tsx';
import { usePrinting } from './use-printing.ts';

/** Two lines of a text that may be long; the rest is a click away and never lost. Key it by its text. */
export function ClampedText({ children }: { children: string }) {
  const isPrinting = usePrinting();
  const [open, setOpen] = useState(false);
  const [overflows, setOverflows] = useState(false);
  const text = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    const element = text.current;
    if (element === null || open) return undefined;
    const measure = () => setOverflows(element.scrollHeight > element.clientHeight + 1);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [open]);
  return (
    <div>
      <p ref={text} className={classes(styles['text'], !open && styles['clamped'])}>
        <SafeText>{children}</SafeText>
      </p>
      {(overflows || open) && !isPrinting ? (
        <button
          type="button"
          className={styles['toggle']}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Show less' : 'Show more'}
        </button>
      ) : null}
    </div>
  );
}
