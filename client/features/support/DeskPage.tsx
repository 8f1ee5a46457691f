import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { caseMinutes, type Desk } from '#contract/support.ts';
import type { RenderFailure } from '../../api/api-error.ts';
import { pathUnder } from '../../api/console.ts';
import { safeReturn } from '../../api/safe-return.ts';
import { useCrumbs } from '../../ui/crumbs.tsx';
import { formatCount } from '../../ui/format.ts';
import { Page } from '../../ui/Page.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { RetryNotice } from '../../ui/RetryNotice.tsx';
import type { CaseDraft } from './case-form.ts';
import { tellOtherTabs } from './case-channel.ts';
import { CaseForm } from './CaseForm.tsx';
import { CaseTerms, CustomerCard } from './CasePrompt.tsx';
import styles from './Desk.module.css';
import { Finder, type Choice } from './Finder.tsx';
import { deskQuery } from './queries.ts';
import { RecentCases } from './RecentCases.tsx';

/** What is to be opened: whose, which page, and what is known already. */
interface Wanted {
  organization: { id: string; name: string };
  page: string;
  draft: CaseDraft;
  isAgain: boolean;
}

/** What a page of ours was asked to be looked up by, as a whole link; empty for nothing. */
function useLink(): string {
  const [params] = useSearchParams();
  const path = safeReturn(params.get('link'));
  return path === '/' ? '' : location.origin + path;
}

function Budget({ budget: { most, used } }: Pick<Desk, 'budget'>) {
  return (
    <span data-spent={used >= most} className={styles['budget']}>
      {formatCount(used)} of {formatCount(most)} organizations this hour
    </span>
  );
}

/** Asks for what a case takes, on the desk itself, so that a typed address never gets into a link. */
function CaseDialog({ wanted, onClose }: { wanted: Wanted | null; onClose: () => void }) {
  return (
    <Sheet open={wanted !== null} onClose={onClose} title="Open a support case" kind="middle">
      {wanted === null ? null : (
        <div className={styles['dialog']}>
          <CustomerCard {...wanted.organization} />
          <CaseTerms />
          <CaseForm
            {...wanted}
            onOpened={(opened, path) => {
              tellOtherTabs();
              location.assign(pathUnder(opened.organization.id, path));
            }}
          />
        </div>
      )}
    </Sheet>
  );
}

/** The desk: finds a customer by whatever there is of them, and opens cases. */
export function DeskPage({ renderFailure }: { renderFailure: RenderFailure }) {
  useCrumbs(null, 'Support');
  const link = useLink();
  const { data, error, refetch } = useQuery(deskQuery);
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const body = useRef<HTMLDivElement>(null);
  if (data === undefined && error !== null) return renderFailure(error, () => void refetch());
  const choose = ({ customer, email, page }: Choice) => {
    const { id, name, hasCase } = customer;
    if (hasCase && email === '') {
      location.assign(pathUnder(id, page));
      return;
    }
    // To look at another member under the same ticket.
    const live = hasCase
      ? data?.cases.find(({ organization }) => organization.id === id)
      : undefined;
    const draft = { ticket: live?.ticket ?? '', reason: live?.reason ?? '', email };
    setWanted({ organization: { id, name }, page, draft, isAgain: false });
  };
  return (
    <div ref={body}>
      <Page
        title="Support"
        lead={
          <>
            Look into a customer&rsquo;s organization, with a reason, for {caseMinutes} minutes.{' '}
            {data === undefined ? <Skeleton width={190} /> : <Budget budget={data.budget} />}
          </>
        }
        notices={
          data === undefined ? null : (
            <RetryNotice
              title="Your cases may have changed."
              error={error}
              onRetry={() => void refetch()}
            />
          )
        }
      >
        <Finder key={link} link={link} body={body} onChoose={choose} />
        <RecentCases
          cases={data?.cases ?? null}
          onAgain={({ organization, ticket, reason }) =>
            setWanted({
              organization,
              page: '/',
              draft: { ticket, reason, email: '' },
              isAgain: true,
            })
          }
        />
        <CaseDialog wanted={wanted} onClose={() => setWanted(null)} />
      </Page>
    </div>
  );
}
