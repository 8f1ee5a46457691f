import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import styles from './CopyText.module.css';
import { SafeText } from './SafeText.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';

const confirmationMs = 1600;

interface CopyTextProps {
  text: string;
  /** What it is, for the button's name. */
  label: string;
  /** Shows all of it on several lines, as prose, instead of cutting it off. */
  wrap?: boolean;
}

/** Text that a click puts on the clipboard, such as an id. */
export function CopyText({ text, label, wrap = false }: CopyTextProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), confirmationMs);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setState('copied'),
      () => setState('failed'),
    );
  };
  const Icon = state === 'copied' ? Check : Copy;
  return (
    <button
      type="button"
      className={styles['copy']}
      data-wrap={wrap}
      title={`Copy ${label}`}
      onClick={copy}
    >
      <VisuallyHidden>Copy {label} </VisuallyHidden>
      <span className={styles['text']}>
        <SafeText>{text}</SafeText>
      </span>
      <Icon size={13} className={styles['icon']} aria-hidden="true" />
      <span role="status" className={styles['done']}>
        {state === 'copied' ? 'Copied' : null}
        {state === 'failed' ? 'Not copied: the browser refused' : null}
      </span>
    </button>
  );
}
