import { memo } from 'react';
import { Kbd } from '../ui/Kbd.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import styles from './KeysSheet.module.css';
import type { TableKind } from './kinds.ts';

type Keys = readonly [keys: readonly string[], meaning: string];

const keysOf = ({ row, opens }: TableKind): readonly Keys[] => [
  [['/'], 'Search'],
  [['↓', '↑', 'j', 'k'], `Move from ${row} to ${row}`],
  [['Home', 'End'], `First and last ${row}`],
  [['PgUp', 'PgDn'], `Ten ${row}s up or down`],
  [['→', '←'], `Explain the scopes of the ${row}`],
  [['Enter'], `Open the ${opens}`],
  [['x', 'Space'], 'Select'],
  [['Esc'], 'Clear the selection'],
  [['⌘K', 'Ctrl K'], 'Search everything'],
  [['?'], 'Show these keys'],
];

interface KeysSheetProps {
  kind: TableKind;
  open: boolean;
  onClose: () => void;
}

/** The keys that work on a page with a table. */
export const KeysSheet = memo(function KeysSheet({ kind, open, onClose }: KeysSheetProps) {
  return (
    <Sheet open={open} onClose={onClose} title="Keys" kind="middle">
      <dl className={styles['keys']}>
        {keysOf(kind).map(([names, meaning]) => [
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
