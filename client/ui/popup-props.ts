import type { ButtonHTMLAttributes, KeyboardEventHandler, ReactElement, ReactNode } from 'react';

/** The button of a popup. */
export type Trigger = ReactElement<ButtonHTMLAttributes<HTMLButtonElement>>;

export interface PopoverProps {
  /** The button that opens it. */
  trigger: Trigger;
  label: string;
  align?: 'start' | 'center' | 'end';
  className?: string | undefined;
  /** Opens it also while the pointer rests on the button. */
  openOnHover?: boolean;
  /** Keys within the panel. */
  onKeyDown?: KeyboardEventHandler<HTMLElement>;
  children: ReactNode;
}

/** One entry of a menu: a command, a choice, or what orders them. */
export type MenuEntry = { key: string } & (
  | { kind: 'label'; content: ReactNode }
  | { kind: 'separator' }
  | { kind: 'command'; content: ReactNode; onSelect: () => void }
  | {
      kind: 'check';
      label: string;
      checked: boolean;
      disabled?: boolean;
      onChange: (checked: boolean) => void;
    }
  | {
      kind: 'choice';
      label: string;
      value: string;
      options: readonly { value: string; label: string }[];
      onChange: (value: string) => void;
    }
);

export interface MenuProps {
  /** The button that opens it. */
  trigger: Trigger;
  align?: 'start' | 'end';
  entries: readonly MenuEntry[];
}

export interface SheetProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** A panel at the side for detail, or a dialog in the middle. */
  kind: 'side' | 'middle';
  children: ReactNode;
}
