import { useState } from 'react';
import type { MenuEntry, MenuProps } from './popup-props.ts';
import { usePopups } from './use-popups.ts';
import { WaitingTrigger } from './WaitingTrigger.tsx';

/** One choice out of a few. */
export function choice<T extends string>(options: {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}): MenuEntry {
  const { label, value, onChange } = options;
  return {
    key: label,
    kind: 'choice',
    label,
    value,
    options: options.options,
    onChange: (chosen) => {
      const known = options.options.find((option) => option.value === chosen);
      if (known !== undefined) onChange(known.value);
    },
  };
}

/** A list of commands and choices that a button opens. */
export function Menu(props: MenuProps) {
  const { popups, asked, failed, ask } = usePopups();
  const [focused, setFocused] = useState(false);
  if (popups !== null) {
    return <popups.MenuPopup {...props} initiallyOpen={asked} takesFocus={focused} />;
  }
  return (
    <WaitingTrigger
      trigger={props.trigger}
      kind="menu"
      failed={failed}
      onAsk={ask}
      onFocusChange={setFocused}
    />
  );
}
