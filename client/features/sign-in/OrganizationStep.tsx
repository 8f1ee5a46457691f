import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { sessionRoutes } from '#contract/session-routes.ts';
import type { OrganizationChoice } from '#contract/session.ts';
import { fold } from '../../grid/fold.ts';
import { Tile } from '../../ui/Avatar.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { UnreadableNotice } from '../../ui/UnreadableNotice.tsx';
import styles from './SignIn.module.css';
import { useStep } from './use-step.ts';

const searchFrom = 8;

interface OrganizationStepProps {
  organizations: readonly OrganizationChoice[];
  /** How many more could not be read. */
  unreadable: number;
  onOtherEmail: () => void;
}

/** Asks which of the organizations to enter. */
export function OrganizationStep(props: OrganizationStepProps) {
  const { organizations, unreadable, onOtherEmail } = props;
  const [query, setQuery] = useState('');
  const enter = useStep(sessionRoutes.signInOrganization);
  const shown = organizations.filter(({ name, slug }) =>
    fold(`${name} ${slug}`).includes(fold(query.trim())),
  );
  return (
    <div className={styles['form']}>
      <UnreadableNotice count={unreadable} one="organization" />
      {organizations.length < searchFrom ? null : (
        <SearchField
          label="Search organizations"
          placeholder="Search organizations"
          value={query}
          onChange={setQuery}
        />
      )}
      {organizations.length === 0 ? null : (
        <ul className={styles['list']}>
          {shown.map(({ id, name }) => (
            <li key={id}>
              <button
                type="button"
                className={styles['choice']}
                disabled={enter.isPending}
                onClick={() => enter.mutate({ organizationId: id })}
              >
                <Tile src={null} name={name} id={id} size={28} />
                <span className={styles['choiceName']}>
                  <SafeText>{name}</SafeText>
                </span>
                <ChevronRight size={16} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <p role="alert" className={styles['error']}>
        {enter.isError ? enter.message : null}
      </p>
      <div className={styles['row']}>
        <button type="button" className={styles['plain']} onClick={onOtherEmail}>
          Use another address
        </button>
      </div>
    </div>
  );
}
