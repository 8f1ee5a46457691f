import { Check, type LucideIcon } from 'lucide-react';
import { Button } from './Button.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';
import { notCopied, useCopy } from './use-copy.ts';

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
  const { state, copy } = useCopy();
  const words = { idle: label, copied: done, failed: notCopied };
  const Icon = state === 'copied' ? Check : icon;
  return (
    <>
      <Button title={title} variant={variant ?? 'secondary'} onClick={() => copy(text())}>
        <Icon size={14} aria-hidden="true" />
        {words[state]}
      </Button>
      <VisuallyHidden>
        <span role="status">{state === 'idle' ? null : words[state]}</span>
      </VisuallyHidden>
    </>
  );
}
