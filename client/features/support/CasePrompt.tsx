import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { caseMinutes } from '#contract/support.ts';
import type { SupportCase } from '#contract/support-case.ts';
import { Tile } from '../../ui/Avatar.tsx';
import { formatTime } from '../../ui/format.ts';
import { Mark } from '../../ui/Mark.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { CaseForm } from './CaseForm.tsx';
import styles from './CasePrompt.module.css';
import { customersQuery } from './queries.ts';
import { wordsForPage } from './page-words.ts';

/** What it means to open a case, before it is opened. */
export function CaseTerms() {
  return (
    <p className={styles['terms']}>
      The customer can see who accessed their data, why, and what you viewed. A case lasts{' '}
      {caseMinutes} minutes.
    </p>
  );
}

/** Whose organization it is. */
export function CustomerCard({ id, name }: { id: string; name: string | null }) {
  return (
    <div className={styles['customer']}>
      <Tile src={null} name={name ?? ''} id={id} size={32} />
      <div className={styles['customerText']}>
        <span className={styles['name']}>
          {name === null ? 'Organization' : <SafeText empty="No name">{name}</SafeText>}
        </span>
        <span className={styles['id']}>{id}</span>
      </div>
    </div>
  );
}

function titleOf(last: SupportCase | null): string {
  if (last === null) return 'Open a support case';
  return last.endedAt === null ? 'This case has expired' : 'This case has ended';
}

function whyOf(last: SupportCase | null, page: string): string {
  if (last === null) return `This link leads to ${wordsForPage(page)}.`;
  const until = formatTime(last.endedAt ?? last.expiresAt);
  const how = last.endedAt === null ? 'expired' : 'ended';
  return `This case ${how} at ${until}. Reopen it to see ${wordsForPage(page)}.`;
}

interface CasePromptProps {
  organizationId: string;
  /** The case that was; null if there was none. */
  last: SupportCase | null;
  /** Path of the page that is wanted. */
  page: string;
  onOpened: (opened: SupportCase, path: string) => void;
  onSignOut: () => void;
}

/** Stands where a customer's page would, as long as there is no case. */
export function CasePrompt(props: CasePromptProps) {
  const { organizationId, last, page, onOpened, onSignOut } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const found = useQuery({ ...customersQuery(organizationId), enabled: last === null });
  const customer = found.data?.customers.find(({ id }) => id === organizationId);
  const name = last?.organization.name ?? customer?.name ?? null;
  const isNowhere = last === null && found.data !== undefined && customer === undefined;
  const title = isNowhere ? 'No such organization' : titleOf(last);
  useEffect(() => {
    document.title = `${title} · Grantscope`;
  }, [title]);
  // What was in focus has gone; and keys that are still pressed must not end up in a field.
  useEffect(() => heading.current?.focus(), []);
  return (
    <main className={styles['page']}>
      <div className={styles['card']}>
        <div className={styles['brand']}>
          <Mark size={26} /> Grantscope Support
        </div>
        <div>
          <h1 ref={heading} tabIndex={-1} className={styles['title']}>
            {title}
          </h1>
          <p className={styles['why']}>
            {isNowhere
              ? 'We can’t find this organization. The link may be cut off, or the organization was deleted.'
              : whyOf(last, page)}
          </p>
        </div>
        <CustomerCard id={organizationId} name={name} />
        {isNowhere ? null : (
          <>
            <CaseTerms />
            <CaseForm
              organization={{ id: organizationId, name: name ?? 'this organization' }}
              page={page}
              draft={{ ticket: last?.ticket ?? '', reason: last?.reason ?? '', email: '' }}
              isAgain={last !== null}
              onOpened={onOpened}
            />
          </>
        )}
        <div className={styles['foot']}>
          <a href="/support">Support desk</a>
          <button type="button" onClick={onSignOut}>
            Sign out
          </button>
        </div>
      </div>
    </main>
  );
}
