import { cloneElement } from 'react';
import type { Trigger } from './popup-props.ts';

interface WaitingTriggerProps {
  trigger: Trigger;
  kind: 'dialog' | 'menu';
  onAsk: () => void;
  onFocusChange: (focused: boolean) => void;
}

/** The button of a popup while the popup itself has not loaded yet: pressed, it is opened then. */
export function WaitingTrigger({ trigger, kind, onAsk, onFocusChange }: WaitingTriggerProps) {
  return cloneElement(trigger, {
    'aria-haspopup': kind,
    'aria-expanded': false,
    onClick: onAsk,
    onFocus: () => onFocusChange(true),
    onBlur: () => onFocusChange(false),
  });
}
