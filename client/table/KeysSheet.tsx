import { memo } from 'react';
import { Kbd } from '../ui/Kbd.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import styles from './KeysSheet.module.css';

const keys: readonly [keys: readonly string[], meaning: string][] = [
  [['/'], 'Search'],
  [['↓', '↑', 'j', 'k'], 'Move from member to member'],
  [['Home', 'End'], 'First and last member'],
  [['PgUp', 'PgDn'], 'Ten members up or down'],
  [['→', '←'], 'Explain the scopes of the member'],
  [['Enter'], 'Open the grant'],
  [['x', 'Space'], 'Select'],
  [['Esc'], 'Clear the selection'],
  [['⌘K', 'Ctrl K'], 'Search everything'],
  [['?'], 'Show these keys'],
];

interface KeysSheetProps {
  open: boolean;
  onClose: () => void;
}

/** The keys that work on the app page. */
export const KeysSheet = memo(function KeysSheet({ open, onClose }: KeysSheetProps) {
  return (
    <Sheet open={open} onClose={onClose} title="Keys" kind="middle">
      <dl className={styles['keys']}>
        {keys.map(([names, meaning]) => [
          <dt key={`${meaning} keys`}>
            {names.map((name) => (
              <Kbd key={name}>{name}</Kbd>
            ))}
          </dt>,
          <dd key={meaning}>{meaning}</dd>,
        ])}
      </dl>
    </Sheet>
  );
});
