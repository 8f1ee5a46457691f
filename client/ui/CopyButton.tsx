import { Check, type LucideIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './Button.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';

const confirmationMs = 1600;

interface CopyButtonProps {
  label: string;
  /** What it says once it is done. */
  done: string;
  title: string;
  icon: LucideIcon;
  variant?: 'primary' | 'secondary';
  /** Makes the text, as of the press. */
  text: () => string;
}

/** Puts a text that is not shown on the clipboard. */
export function CopyButton({ label, done, title, icon, variant, text }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), confirmationMs);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () => {
    navigator.clipboard.writeText(text()).then(
      () => setState('copied'),
      () => setState('failed'),
    );
  };
  const words = { idle: label, copied: done, failed: 'Not copied: the browser refused' };
  const Icon = state === 'copied' ? Check : icon;
  return (
    <>
      <Button title={title} variant={variant ?? 'secondary'} onClick={copy}>
        <Icon size={14} aria-hidden="true" />
        {words[state]}
      </Button>
      <VisuallyHidden>
        <span role="status">{state === 'idle' ? null : words[state]}</span>
      </VisuallyHidden>
    </>
  );
}
