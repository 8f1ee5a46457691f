import { Check, Copy } from 'lucide-react';
import styles from './CopyText.module.css';
import { SafeText } from './SafeText.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';
import { notCopied, useCopy } from './use-copy.ts';

interface CopyTextProps {
  text: string;
  /** What it is, for the button's name. */
  label: string;
  /** Shows all of it on several lines, as prose, instead of cutting it off. */
  wrap?: boolean;
}

/** Text that a click puts on the clipboard, such as an id. */
export function CopyText({ text, label, wrap = false }: CopyTextProps) {
  const { state, copy } = useCopy();
  const Icon = state === 'copied' ? Check : Copy;
  return (
    <button
      type="button"
      className={styles['copy']}
      data-wrap={wrap}
      title={`Copy ${label}`}
      onClick={() => copy(text)}
    >
      <VisuallyHidden>Copy {label} </VisuallyHidden>
      <span className={styles['text']}>
        <SafeText>{text}</SafeText>
      </span>
      <Icon size={13} className={styles['icon']} aria-hidden="true" />
      <span role="status" className={styles['done']}>
        {state === 'copied' ? 'Copied' : null}
        {state === 'failed' ? notCopied : null}
      </span>
    </button>
  );
}
