import { ChevronRight } from 'lucide-react';
import { useId } from 'react';
import type { CheckName, Diagnosis } from '#contract/diagnosis.ts';
import { formatDayAndTime } from '../../ui/format.ts';
import { CheckMark } from './CheckMark.tsx';
import styles from './CheckRow.module.css';
import { Evidence } from './Evidence.tsx';
import { checkLabels, headlineOf, stateWords } from './words.ts';

interface CheckRowProps {
  name: CheckName;
  diagnosis: Diagnosis;
  isOpen: boolean;
  onToggle: (name: CheckName) => void;
}

/** One check in a line; what it was made from below it when it is asked for. */
export function CheckRow({ name, diagnosis, isOpen, onToggle }: CheckRowProps) {
  const panel = useId();
  const { state } = diagnosis.checks[name];
  return (
    <li className={styles['check']} data-state={state}>
      <h2>
        <button
          type="button"
          className={styles['line']}
          aria-expanded={isOpen}
          aria-controls={isOpen ? panel : undefined}
          data-list-stop
          onClick={() => onToggle(name)}
        >
          <CheckMark state={state} />
          <span className={styles['label']}>{checkLabels[name]}</span>
          <span className={styles['headline']}>
            {headlineOf(name, diagnosis, formatDayAndTime)}
          </span>
          <span className={styles['state']}>{stateWords[state]}</span>
          <ChevronRight size={14} className={styles['chevron']} aria-hidden="true" />
        </button>
      </h2>
      {isOpen ? (
        <div id={panel} className={styles['panel']}>
          <Evidence name={name} checks={diagnosis.checks} />
        </div>
      ) : null}
    </li>
  );
}
