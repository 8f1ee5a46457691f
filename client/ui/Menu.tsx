import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './Popup.module.css';

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement;
  align?: 'start' | 'end';
  children: ReactNode;
}

/** A list of commands and choices that a button opens. */
export function Menu({ trigger, align = 'end', children }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={styles['positioner']} sideOffset={6} align={align}>
          <Base.Popup className={classes(styles['popup'], styles['menu'])}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** A command. */
export function MenuItem({ onSelect, children }: { onSelect: () => void; children: ReactNode }) {
  return (
    <Base.Item className={styles['item']} onClick={onSelect}>
      {children}
    </Base.Item>
  );
}

interface MenuRadioGroupProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}

/** One choice out of a few. */
export function MenuRadioGroup<T extends string>(props: MenuRadioGroupProps<T>) {
  const { label, value, options, onChange } = props;
  return (
    <Base.RadioGroup value={value}>
      <Base.Group>
        <Base.GroupLabel className={styles['label']}>{label}</Base.GroupLabel>
        {options.map((option) => (
          <Base.RadioItem
            key={option.value}
            value={option.value}
            className={styles['item']}
            onClick={() => onChange(option.value)}
          >
            <span className={styles['check']}>
              <Base.RadioItemIndicator>
                <Check size={14} aria-hidden="true" />
              </Base.RadioItemIndicator>
            </span>
            {option.label}
          </Base.RadioItem>
        ))}
      </Base.Group>
    </Base.RadioGroup>
  );
}

interface MenuCheckboxProps {
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
}

/** A choice that is on or off. */
export function MenuCheckbox({ checked, disabled = false, onChange, children }: MenuCheckboxProps) {
  return (
    <Base.CheckboxItem
      className={styles['item']}
      checked={checked}
      disabled={disabled}
      onCheckedChange={onChange}
    >
      <span className={styles['check']}>
        <Base.CheckboxItemIndicator>
          <Check size={14} aria-hidden="true" />
        </Base.CheckboxItemIndicator>
      </span>
      {children}
    </Base.CheckboxItem>
  );
}

/** A heading over some items, or a line of facts. */
export function MenuLabel({ children }: { children: ReactNode }) {
  return <div className={styles['label']}>{children}</div>;
}

/** A line between groups. */
export function MenuSeparator() {
  return <Base.Separator className={styles['separator']} />;
}
