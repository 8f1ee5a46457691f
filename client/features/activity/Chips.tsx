import { X } from 'lucide-react';
import { longestName } from '../../grid/names.ts';
import { Button } from '../../ui/Button.tsx';
import { formatDay, formatDayAndTime } from '../../ui/format.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { noFilters, type ActivityFilters } from './activity-state.ts';
import styles from './Filters.module.css';
import { actorKindLabels, chosenKinds, outcomeLabels } from './kinds.ts';
import { appTextOf, personText, type Subjects } from './use-subjects.ts';

interface Chip {
  about: string;
  value: string;
  clear: Partial<ActivityFilters>;
}

const dayWords = (day: string) => formatDay(Date.parse(`${day}T00:00`));

function timeWords(period: NonNullable<ActivityFilters['period']>): string {
  if ('from' in period) {
    const [from = '', to = ''] = [period.from, period.to].toSorted();
    return `${dayWords(from)} to ${dayWords(to)}`;
  }
  if ('since' in period) return `since ${formatDayAndTime(period.since)}`;
  return period.range === 'visit' ? 'any' : `last ${period.range} days`;
}

/** All that narrows the list besides what is typed. */
function chipsOf(filters: ActivityFilters, subjects: Subjects): Chip[] {
  const { events, outcome, by, caseId, actor, app, member, period } = filters;
  const chips: Chip[] = chosenKinds(events).map((kind) => ({
    about: 'What',
    value: kind.label,
    clear: { events: events.filter((event) => !kind.events.includes(event)) },
  }));
  const add = (about: string, value: string, clear: Partial<ActivityFilters>) =>
    chips.push({ about, value, clear });
  if (outcome !== null) add('Outcome', outcomeLabels[outcome], { outcome: null });
  if (by !== null) add('Who', actorKindLabels[by], { by: null });
  if (actor !== null) add('Who', personText(actor, subjects), { actor: null });
  if (app !== null) add('About', appTextOf(app, subjects), { app: null });
  if (member !== null) add('About', personText(member, subjects), { member: null });
  if (caseId !== null) {
    const visit = subjects.caseOf(caseId);
    const words = visit === undefined ? caseId : `${visit.staff.name}, ticket ${visit.ticket}`;
    add('Case', words, { caseId: null });
  }
  if (period !== null) add('Time', timeWords(period), { period: null });
  return chips;
}

interface ChipsProps {
  filters: ActivityFilters;
  subjects: Subjects;
  onChange: (change: Partial<ActivityFilters>) => void;
}

/** What is chosen, each to be let go of. */
export function Chips({ filters, subjects, onChange }: ChipsProps) {
  const chips = chipsOf(filters, subjects);
  if (chips.length === 0) return null;
  return (
    <div className={styles['chips']} role="group" aria-label="Active filters">
      {chips.map(({ about, value, clear }) => (
        <Button key={`${about} ${value}`} size="small" onClick={() => onChange(clear)}>
          <span className={styles['chosen']}>
            <span className={styles['about']}>{about}: </span>
            <SafeText most={longestName}>{value}</SafeText>
          </span>
          <X size={13} aria-label="Remove this filter" />
        </Button>
      ))}
      {chips.length === 1 ? null : (
        <Button
          variant="quiet"
          size="small"
          onClick={() => onChange({ ...noFilters, query: filters.query })}
        >
          Clear all
        </Button>
      )}
    </div>
  );
}
