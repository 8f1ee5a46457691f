import { useId, type ReactNode } from 'react';
import styles from './CasePrompt.module.css';

interface FieldProps {
  label: string;
  hint?: string;
  /** What is wrong with what was typed. */
  error: string | undefined;
  children: (props: {
    id: string;
    'aria-invalid': boolean;
    'aria-describedby': string;
  }) => ReactNode;
}

/** A field with its label, and what is wrong with it below. */
export function CaseField({ label, hint, error, children }: FieldProps) {
  const id = useId();
  return (
    <div className={styles['field']}>
      <label className={styles['label']} htmlFor={id}>
        {label}
        {hint === undefined ? null : <span className={styles['hint']}> {hint}</span>}
      </label>
      {children({ id, 'aria-invalid': error !== undefined, 'aria-describedby': `${id}-error` })}
      <p id={`${id}-error`} className={styles['error']}>
        {error}
      </p>
    </div>
  );
}
