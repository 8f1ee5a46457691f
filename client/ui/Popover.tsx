import { useState } from 'react';
import type { PopoverProps } from './popup-props.ts';
import { usePopups } from './use-popups.ts';
import { WaitingTrigger } from './WaitingTrigger.tsx';

/** A small panel beside the button that opened it. */
export function Popover(props: PopoverProps) {
  const { popups, asked, failed, ask } = usePopups();
  const [focused, setFocused] = useState(false);
  if (popups !== null) {
    return <popups.PopoverPopup {...props} initiallyOpen={asked} takesFocus={focused} />;
  }
  return (
    <WaitingTrigger
      trigger={props.trigger}
      kind="dialog"
      failed={failed}
      onAsk={ask}
      onFocusChange={setFocused}
    />
  );
}
