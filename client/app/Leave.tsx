import { useEffect } from 'react';

/** Leaves for a page by loading it anew, which takes the place of this one in the history. */
export function Leave({ to }: { to: string }) {
  useEffect(() => {
    // The very same address with a fragment would only be scrolled to.
    if (to === location.pathname + location.search + location.hash) location.reload();
    else location.replace(to);
  }, [to]);
  return null;
}
