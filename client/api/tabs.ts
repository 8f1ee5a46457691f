/** A word that goes to the other tabs of this browser, and to them only. */
export interface Tabs {
  tell: () => void;
  /** Calls back when another tab has told; returns how to stop listening. */
  onTold: (act: () => void) => () => void;
}

/** Opens it. Where browsers have no channels (Safari before 15.4) tabs tell each other nothing. */
export function openTabs(name: string): Tabs {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name);
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target: it reaches our own origin only
    tell: () => channel?.postMessage('told'),
    onTold(act) {
      channel?.addEventListener('message', act);
      return () => channel?.removeEventListener('message', act);
    },
  };
}
