import { Search, X } from 'lucide-react';
import type { KeyboardEvent, Ref } from 'react';
import { Kbd } from './Kbd.tsx';
import styles from './SearchField.module.css';

interface SearchFieldProps {
  value: string;
  onChange: (value: string) => void;
  label: string;
  placeholder: string;
  inputRef?: Ref<HTMLInputElement>;
  /** The key that focuses it, shown while it is empty. */
  shortcut?: string;
  /** Whether it is what a dialog that holds it is typed into at once. */
  isFirst?: boolean;
  /** What it narrows, for assistive technology. */
  controls?: string;
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
}

/** A text box that narrows what is below it. */
export function SearchField(props: SearchFieldProps) {
  const { value, onChange, label, placeholder, inputRef, shortcut, controls, onKeyDown } = props;
  const { isFirst = false } = props;
  return (
    <div className={styles['field']}>
      <Search size={14} className={styles['icon']} aria-hidden="true" />
      <input
        ref={inputRef}
        type="search"
        data-first={isFirst ? '' : undefined}
        className={styles['input']}
        aria-label={label}
        aria-controls={controls}
        aria-keyshortcuts={shortcut}
        placeholder={placeholder}
        value={value}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {value === '' && shortcut !== undefined ? (
        <span className={styles['hint']}>
          <Kbd>{shortcut}</Kbd>
        </span>
      ) : null}
      {value === '' ? null : (
        <button
          type="button"
          className={styles['clear']}
          aria-label="Clear search"
          onClick={() => onChange('')}
        >
          <X size={14} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
