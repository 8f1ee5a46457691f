import { useEffect } from 'react';
import { openAddress } from '../api/console.ts';

/** Leaves for a page by loading it anew, which takes the place of this one in the history. */
export function Leave({ to }: { to: string }) {
  useEffect(() => {
    // The very same address with a fragment would only be scrolled to.
    if (to === openAddress()) location.reload();
    else location.replace(to);
  }, [to]);
  return null;
}
