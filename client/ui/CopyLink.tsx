import { Check, Link2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './Button.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';

const confirmationMs = 1600;

const words = {
  idle: 'Copy link',
  copied: 'Link copied',
  failed: 'Not copied: the browser refused',
} as const;

interface CopyLinkProps {
  /** Makes the address of the page as it is shown now. */
  link: () => string;
}

/** Puts the address of the page, as it is shown now, on the clipboard. */
export function CopyLink({ link }: CopyLinkProps) {
  const [state, setState] = useState<keyof typeof words>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), confirmationMs);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () => {
    navigator.clipboard.writeText(link()).then(
      () => setState('copied'),
      () => setState('failed'),
    );
  };
  const Icon = state === 'copied' ? Check : Link2;
  return (
    <>
      <Button title="Copy a link to this very view" onClick={copy}>
        <Icon size={14} aria-hidden="true" />
        {words[state]}
      </Button>
      <span role="status">
        <VisuallyHidden>{state === 'idle' ? null : words[state]}</VisuallyHidden>
      </span>
    </>
  );
}
