import type { RenderFailure } from '../../api/api-error.ts';
import type { ActivitySubject } from '../../api/render-activity.ts';
import { useUrlState } from '../../table/use-url-state.ts';
import { Button } from '../../ui/Button.tsx';
import { ActivityEvents } from './ActivityEvents.tsx';
import styles from './ActivityTab.module.css';
import { formatTabState, parseTabState, type TabState } from './activity-state.ts';

interface WhoseProps {
  isTheirs: boolean;
  onChange: (change: Partial<TabState>) => void;
}

/** A member is looked at, and looks. */
function Whose({ isTheirs, onChange }: WhoseProps) {
  const options = [
    { value: false, label: 'About them' },
    { value: true, label: 'By them' },
  ];
  return (
    <div className={styles['whose']} role="group" aria-label="Whose activity">
      {options.map(({ value, label }) => (
        <Button
          key={label}
          className={styles['option']}
          aria-pressed={isTheirs === value}
          onClick={() => onChange({ isTheirs: value })}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}

interface ActivityTabProps {
  about: ActivitySubject;
  renderFailure: RenderFailure;
}

/** The record as far as it is about one app or one member, for the page of that. */
export function ActivityTab({ about: { kind, id }, renderFailure }: ActivityTabProps) {
  const [{ isTheirs, ...filters }, change] = useUrlState(parseTabState, formatTabState);
  const fixed = isTheirs && kind === 'member' ? { actor: id } : { [kind]: id };
  return (
    <ActivityEvents filters={filters} onChange={change} fixed={fixed} renderFailure={renderFailure}>
      {kind === 'member' ? <Whose isTheirs={isTheirs} onChange={change} /> : null}
    </ActivityEvents>
  );
}
