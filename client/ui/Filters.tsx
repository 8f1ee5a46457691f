import { ListFilter } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import styles from './Filters.module.css';
import { formatCount } from './format.ts';

interface FiltersProps {
  /** How many of them narrow something now. */
  active: number;
  children: ReactNode;
}

/** What narrows a list: in its bar where there is room, behind one button where there is not. */
export function Filters({ active, children }: FiltersProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <Button
        className={styles['button']}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <ListFilter size={14} aria-hidden="true" /> Filter
        {active === 0 ? null : (
          <span className={styles['active']} aria-label={`${formatCount(active)} active`}>
            {formatCount(active)}
          </span>
        )}
      </Button>
      <div id={id} className={styles['filters']} data-open={isOpen}>
        {children}
      </div>
    </>
  );
}
