import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { caseQuery } from '../../api/case.ts';

/** The only one of this tab: a channel does not hear itself, so only other tabs hear of it. */
const channel = new BroadcastChannel('grantscope-case');

/** Tells the other tabs that a case was opened, extended or ended here. */
export function tellOtherTabs(): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target: it reaches our own origin only
  channel.postMessage('changed');
}

/** Asks how the case stands whenever another tab has changed one. */
export function useCaseOfOtherTabs(): void {
  const client = useQueryClient();
  useEffect(() => {
    const ask = () => void client.invalidateQueries({ queryKey: caseQuery.queryKey });
    channel.addEventListener('message', ask);
    return () => channel.removeEventListener('message', ask);
  }, [client]);
}
