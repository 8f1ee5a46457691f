import { useEffect, useState } from 'react';

const confirmationMs = 1600;

/** Puts texts on the clipboard; tells for a moment how that went. */
export function useCopy() {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), confirmationMs);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = (text: string) => {
    navigator.clipboard.writeText(text).then(
      () => setState('copied'),
      () => setState('failed'),
    );
  };
  return { state, copy };
}

/** What is said where the clipboard was not to be had. */
export const notCopied = 'Not copied: the browser refused';
