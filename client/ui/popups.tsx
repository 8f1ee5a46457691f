import { Dialog } from '@base-ui/react/dialog';
import { Menu } from '@base-ui/react/menu';
import { Popover } from '@base-ui/react/popover';
import { Check, X } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { IconButton } from './Button.tsx';
import { classes } from './classes.ts';
import type { MenuEntry, MenuProps, PopoverProps, SheetProps } from './popup-props.ts';
import styles from './Popup.module.css';
import sheet from './Sheet.module.css';

interface Replacing {
  /** Whether it was asked for before it had loaded. */
  initiallyOpen: boolean;
  /** Whether the button that it replaces had the focus. */
  takesFocus: boolean;
}

/** A ref for the trigger, which takes over the focus of the one that stood there before. */
function useTakenFocus(takesFocus: boolean) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [isDue] = useState(takesFocus);
  useLayoutEffect(() => {
    if (isDue) trigger.current?.focus();
  }, [isDue]);
  return trigger;
}

/** A small panel beside the button that opened it. */
export function PopoverPopup(props: PopoverProps & Replacing) {
  const { trigger, label, align = 'start', className, onKeyDown, children } = props;
  const { initiallyOpen, takesFocus, openOnHover = false } = props;
  const ref = useTakenFocus(takesFocus);
  return (
    <Popover.Root defaultOpen={initiallyOpen}>
      <Popover.Trigger ref={ref} render={trigger} openOnHover={openOnHover} />
      <Popover.Portal>
        <Popover.Positioner
          className={styles['positioner']}
          sideOffset={6}
          align={align}
          collisionPadding={12}
        >
          <Popover.Popup
            className={classes(styles['popup'], className)}
            aria-label={label}
            onKeyDown={onKeyDown}
          >
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  switch (entry.kind) {
    case 'separator':
      return <Menu.Separator className={styles['separator']} />;
    case 'label':
      return <div className={styles['label']}>{entry.content}</div>;
    case 'command':
      return (
        <Menu.Item className={styles['item']} onClick={entry.onSelect}>
          {entry.content}
        </Menu.Item>
      );
    case 'check':
      return (
        <Menu.CheckboxItem
          className={styles['item']}
          checked={entry.checked}
          disabled={entry.disabled === true}
          onCheckedChange={entry.onChange}
        >
          <span className={styles['check']}>
            <Menu.CheckboxItemIndicator>
              <Check size={14} aria-hidden="true" />
            </Menu.CheckboxItemIndicator>
          </span>
          {entry.label}
        </Menu.CheckboxItem>
      );
    case 'choice':
      return <Choice {...entry} />;
  }
}

function Choice({ label, value, options, onChange }: Extract<MenuEntry, { kind: 'choice' }>) {
  return (
    <Menu.RadioGroup value={value}>
      <Menu.Group>
        <Menu.GroupLabel className={styles['label']}>{label}</Menu.GroupLabel>
        {options.map((option) => (
          <Menu.RadioItem
            key={option.value}
            value={option.value}
            className={styles['item']}
            onClick={() => onChange(option.value)}
          >
            <span className={styles['check']}>
              <Menu.RadioItemIndicator>
                <Check size={14} aria-hidden="true" />
              </Menu.RadioItemIndicator>
            </span>
            {option.label}
          </Menu.RadioItem>
        ))}
      </Menu.Group>
    </Menu.RadioGroup>
  );
}

/** A list of commands and choices that a button opens. */
export function MenuPopup(props: MenuProps & Replacing) {
  const { trigger, align = 'end', entries, initiallyOpen, takesFocus } = props;
  const ref = useTakenFocus(takesFocus);
  return (
    <Menu.Root modal={false} defaultOpen={initiallyOpen}>
      <Menu.Trigger ref={ref} render={trigger} />
      <Menu.Portal>
        <Menu.Positioner className={styles['positioner']} sideOffset={6} align={align}>
          <Menu.Popup className={classes(styles['popup'], styles['menu'])}>
            {entries.map((entry) => (
              <Entry key={entry.key} entry={entry} />
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** A modal panel: focus stays in it, Escape closes it, focus returns to where it was. */
export function SheetPopup({ open, onClose, title, kind, children }: SheetProps) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next, { event }) => {
        // The second press of a double click that opened it.
        if (!next && !(event instanceof MouseEvent && event.detail > 1)) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={sheet['backdrop']} />
        <Dialog.Popup
          ref={popup}
          className={kind === 'side' ? sheet['sheet'] : sheet['dialog']}
          // What asks for something is typed into at once.
          initialFocus={() => popup.current?.querySelector<HTMLElement>('[data-first]') ?? true}
        >
          <div className={sheet['head']}>
            <Dialog.Title className={sheet['title']}>{title}</Dialog.Title>
            <Dialog.Close
              render={
                <IconButton label="Close">
                  <X size={16} aria-hidden="true" />
                </IconButton>
              }
            />
          </div>
          <div className={sheet['body']}>{children}</div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
