import { Button } from '../ui/Button.tsx';
import { formatDayAndTime } from '../ui/format.ts';
import { isBackwards, withDay, type Period, type PeriodChoice, type Range } from './period.ts';
import styles from './PeriodBar.module.css';

interface PeriodBarProps {
  /** Null for any time. */
  choice: PeriodChoice | null;
  /** Null while it is not known, and for any time. */
  period: Period | null;
  /** End of the last visit; null where it is not known, and there is nothing to choose. */
  since: number | null;
  today: string;
  onChange: (choice: PeriodChoice) => void;
  /** Chooses any time, where that is possible. */
  onAny?: () => void;
}

const days: readonly { range: Range; label: string }[] = [
  { range: '7', label: '7 days' },
  { range: '30', label: '30 days' },
  { range: '90', label: '90 days' },
];

interface DayInputProps extends Pick<PeriodBarProps, 'choice' | 'period' | 'today' | 'onChange'> {
  label: string;
  edge: 'from' | 'to';
}

function DayInput({ label, edge, choice, period, today, onChange }: DayInputProps) {
  return (
    <label className={styles['day']}>
      {label}{' '}
      <input
        type="date"
        className={styles['date']}
        value={period === null ? '' : edge === 'from' ? period.fromDay : period.toDay}
        max={today}
        disabled={period === null && choice !== null}
        onChange={(event) => {
          const next = withDay(period, edge, event.currentTarget.value, today);
          if (next !== null) onChange(next);
        }}
      />
    </label>
  );
}

/** Chooses the time that is looked at: quickly, or by its two days. */
export function PeriodBar({ onAny, ...props }: PeriodBarProps) {
  const { choice, since, onChange } = props;
  const chosen = choice !== null && 'range' in choice ? choice.range : null;
  const offered =
    since === null ? days : [{ range: 'visit' as const, label: 'Since your last visit' }, ...days];
  return (
    <>
      <div className={styles['ranges']} role="group" aria-label="Time">
        {onAny === undefined ? null : (
          <Button className={styles['range']} aria-pressed={choice === null} onClick={onAny}>
            Any time
          </Button>
        )}
        {offered.map(({ range, label }) => (
          <Button
            key={range}
            className={styles['range']}
            aria-pressed={range === chosen}
            title={range === 'visit' && since !== null ? formatDayAndTime(since) : undefined}
            onClick={() => onChange({ range })}
          >
            {label}
          </Button>
        ))}
      </div>
      <div className={styles['days']}>
        <DayInput label="From" edge="from" {...props} />
        <DayInput label="to" edge="to" {...props} />
      </div>
      {isBackwards(choice) ? (
        <p className={styles['note']} role="status">
          The start date was after the end date, so they were swapped.
        </p>
      ) : null}
    </>
  );
}
