import type { QueryClient } from '@tanstack/react-query';
import { sessionQuery } from '../api/session.ts';
import { whoseNow } from '../api/whose.ts';

function setShown(isShown: boolean): void {
  document.body.hidden = !isShown;
}

/** Shows the page again if it is still the viewer's, or what there is to say; otherwise loads it anew. */
async function showIfOurs(client: QueryClient): Promise<void> {
  const again = { ...sessionQuery, staleTime: 0, retry: false };
  const session = await client.fetchQuery(again).catch(() => null);
  if (session?.state === 'signed-in' || whoseNow().state !== 'ours') setShown(true);
  else location.reload();
}

/**
 * Browsers keep pages that were left and show them again as they were, without asking anybody
 * (https://web.dev/articles/bfcache). Ours are left hidden until it is known whose they are.
 */
export function watchComingBack(client: QueryClient): void {
  addEventListener('pagehide', ({ persisted }) => {
    if (persisted) setShown(false);
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    setShown(false);
    void showIfOurs(client);
  });
}
