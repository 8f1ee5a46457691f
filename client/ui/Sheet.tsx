import { useEffect } from 'react';
import type { SheetProps } from './popup-props.ts';
import { usePopups } from './use-popups.ts';

/** A modal panel: focus stays in it, Escape closes it, focus returns to where it was. */
export function Sheet(props: SheetProps) {
  const { popups, asked, ask } = usePopups();
  const wanted = props.open && popups === null && !asked;
  useEffect(() => {
    if (wanted) ask();
  });
  return popups === null ? null : <popups.SheetPopup {...props} />;
}
