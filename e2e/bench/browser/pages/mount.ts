import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';

/** Mounts React on the page; returns how to draw something else there. */
export function mount(first: ReactNode): (next: ReactNode) => void {
  const element = document.querySelector('#root');
  if (element === null) throw new Error('no page');
  const root = createRoot(element);
  flushSync(() => root.render(first));
  return (next) => root.render(next);
}
