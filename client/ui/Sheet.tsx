import { useEffect, useEffectEvent } from 'react';
import { PartMissing } from './PartMissing.tsx';
import type { SheetProps } from './popup-props.ts';
import { usePopups } from './use-popups.ts';

/** A modal panel: focus stays in it, Escape closes it, focus returns to where it was. */
export function Sheet(props: SheetProps) {
  const { popups, failed, ask } = usePopups();
  const isWanted = props.open && popups === null;
  const onWanted = useEffectEvent(ask);
  useEffect(() => {
    if (isWanted) onWanted();
  }, [isWanted]);
  if (popups !== null) return <popups.SheetPopup {...props} />;
  return failed && props.open ? <PartMissing onRetry={ask} /> : null;
}
