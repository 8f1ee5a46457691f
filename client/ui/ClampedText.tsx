import { useLayoutEffect, useRef, useState } from 'react';
import { classes } from './classes.ts';
import styles from './ClampedText.module.css';
import { SafeText } from './SafeText.tsx';
import { usePrinting } from './use-printing.ts';

/** Whether an element that is cut after some lines has more, kept current. */
function useOverflows(isOpen: boolean) {
  const [overflows, setOverflows] = useState(false);
  const element = useRef<HTMLHeadingElement & HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    const text = element.current;
    if (text === null || isOpen) return undefined;
    const measure = () => setOverflows(text.scrollHeight > text.clientHeight + 1);
    const observer = new ResizeObserver(measure);
    observer.observe(text);
    measure();
    return () => observer.disconnect();
  }, [isOpen]);
  return { overflows, element };
}

interface ClampedTextProps {
  /** The heading of a page instead of a paragraph. */
  as?: 'h1' | 'p';
  className?: string | undefined;
  children: string;
}

/** Two lines of a text that may be long; the rest is a click away and never lost. Key it by its text. */
export function ClampedText({ as: Tag = 'p', className, children }: ClampedTextProps) {
  const [open, setOpen] = useState(false);
  const isPrinting = usePrinting();
  const { overflows, element } = useOverflows(open);
  return (
    <div>
      <Tag ref={element} className={classes(styles['text'], className, !open && styles['clamped'])}>
        <SafeText>{children}</SafeText>
      </Tag>
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
