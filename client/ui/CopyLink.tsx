import { Check, Link2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './Button.tsx';

const confirmationMs = 1600;

/** Puts the address of the page, as it is shown now, on the clipboard. */
export function CopyLink() {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), confirmationMs);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () => {
    navigator.clipboard.writeText(location.href).then(
      () => setState('copied'),
      () => setState('failed'),
    );
  };
  const Icon = state === 'copied' ? Check : Link2;
  return (
    <Button title="Copy a link to this very view" onClick={copy}>
      <Icon size={14} aria-hidden="true" />
      <span role="status">
        {state === 'copied' ? 'Link copied' : null}
        {state === 'failed' ? 'Not copied: the browser refused' : null}
      </span>
      {state === 'idle' ? 'Copy link' : null}
    </Button>
  );
}
