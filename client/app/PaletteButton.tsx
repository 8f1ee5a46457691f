import { Search } from 'lucide-react';
import { useEffect, useEffectEvent, useLayoutEffect, useState } from 'react';
import { useViewer } from '../api/session.ts';
import { hasCommand, keyOf } from '../ui/keys.ts';
import { Kbd } from '../ui/Kbd.tsx';
import type { AppPalette } from './AppPalette.tsx';
import styles from './PaletteButton.module.css';

const isApple = /mac|iphone|ipad/i.test(navigator.userAgent);

const load = () => import('./AppPalette.tsx');

/** Loads it once the page stands, so that the first letters typed into it are not lost. */
function useLoadedSoon(): void {
  useEffect(() => {
    // That it fails is said when it is wanted.
    const fetchIt = () => void load().catch(() => undefined);
    if (typeof requestIdleCallback !== 'function') {
      const timer = setTimeout(fetchIt, 2000);
      return () => clearTimeout(timer);
    }
    const handle = requestIdleCallback(fetchIt, { timeout: 5000 });
    return () => cancelIdleCallback(handle);
  }, []);
}

interface PaletteButtonProps {
  /** Tells the person something that nothing else shows. */
  say: (words: string) => void;
}

/** Opens the palette, as do ⌘K and Ctrl+K from anywhere. */
export function PaletteButton({ say }: PaletteButtonProps) {
  const { can } = useViewer();
  const [Opened, setOpened] = useState<{ AppPalette: typeof AppPalette } | null>(null);
  useLoadedSoon();
  const open = () => {
    load().then(setOpened, () => say('Search couldn’t be loaded. Try again.'));
  };
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!hasCommand(event) || keyOf(event) !== 'k') return;
    event.preventDefault();
    open();
  });
  // With the button itself, so that no press is lost between the two.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  return (
    <>
      <button
        type="button"
        className={styles['button']}
        aria-haspopup="dialog"
        aria-keyshortcuts="Meta+K Control+K"
        aria-label="Search everything"
        onClick={open}
      >
        <Search size={14} aria-hidden="true" />
        <span className={styles['words']}>
          {can.readConnectedApps ? 'Search apps, members, scopes' : 'Go to…'}
        </span>
        <span className={styles['hint']}>
          <Kbd>{isApple ? '⌘K' : 'Ctrl K'}</Kbd>
        </span>
      </button>
      {Opened === null ? null : <Opened.AppPalette say={say} onClose={() => setOpened(null)} />}
    </>
  );
}
