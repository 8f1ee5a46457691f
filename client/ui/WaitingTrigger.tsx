import { cloneElement } from 'react';
import { PartMissing } from './PartMissing.tsx';
import type { Trigger } from './popup-props.ts';

interface WaitingTriggerProps {
  trigger: Trigger;
  kind: 'dialog' | 'menu';
  /** Whether it was pressed and the popup could not be loaded. */
  failed: boolean;
  onAsk: () => void;
  onFocusChange: (focused: boolean) => void;
}

/** The button of a popup while the popup itself has not loaded yet: pressed, it is opened then. */
export function WaitingTrigger(props: WaitingTriggerProps) {
  const { trigger, kind, failed, onAsk, onFocusChange } = props;
  const button = cloneElement(trigger, {
    'aria-haspopup': kind,
    'aria-expanded': false,
    onClick: onAsk,
    onFocus: () => onFocusChange(true),
    onBlur: () => onFocusChange(false),
  });
  return (
    <>
      {button}
      {failed ? <PartMissing onRetry={onAsk} /> : null}
    </>
  );
}
