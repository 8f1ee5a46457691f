import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import type { SupportCase } from '#contract/support-case.ts';
import { caseQuery, forgetCustomer } from '../api/case.ts';
import { addressHere, openPath } from '../api/console.ts';
import { safeReturn } from '../api/safe-return.ts';
import { CaseContext, useSignedIn } from '../api/session.ts';
import { CaseBanner } from '../features/support/CaseBanner.tsx';
import { tellOtherTabs, useCaseOfOtherTabs } from '../features/support/case-channel.ts';
import { CasePrompt } from '../features/support/CasePrompt.tsx';
import { useIsLive } from '../features/support/time-left.ts';
import { Button } from '../ui/Button.tsx';
import { SafeText } from '../ui/SafeText.tsx';
import { Leave } from './Leave.tsx';
import { Message } from './Message.tsx';
import styles from './Message.module.css';
import { ErrorPage } from './RouteError.tsx';
import { SignOutFailure } from './SignOutFailure.tsx';
import { useSignOut } from './sign-out.ts';

/** What of it the shell draws: the banner, given a way to tell the person something. */
export type DrawBanner = (say: (words: string) => void) => ReactNode;

const drawBanner: DrawBanner = (say) => <CaseBanner say={say} />;

const watchEveryMs = 60_000;

/** Says that the link is for others, and not whether there is what it names. */
function OtherOrganization() {
  const { viewer, organization } = useSignedIn();
  const leave = useSignOut();
  return (
    <main>
      <SignOutFailure />
      <Message
        title="This link is for another organization"
        actions={
          <>
            <Button variant="primary" onClick={() => leave.mutate()} disabled={leave.isPending}>
              Sign in to another organization
            </Button>
            <a className={styles['other']} href="/">
              <span>
                Go to <SafeText>{organization.name}</SafeText>
              </span>
            </a>
          </>
        }
      >
        <p>
          You are signed in as <strong translate="no">{viewer.email}</strong> to{' '}
          <strong>
            <SafeText>{organization.name}</SafeText>
          </strong>
          , and it belongs to an organization that you are not signed in to. If you are a member of
          that one too, sign in to it and the link opens.
        </p>
      </Message>
    </main>
  );
}

/** Watches one's case of the customer, and takes away what was read when its time is up. */
function useWatchedCase() {
  const client = useQueryClient();
  const query = useQuery({
    ...caseQuery,
    refetchOnWindowFocus: 'always',
    refetchInterval: watchEveryMs,
  });
  useCaseOfOtherTabs();
  const isLive = useIsLive(query.data);
  const isOver = query.data !== undefined && !isLive;
  const wasTold = query.data?.isLive === false;
  useEffect(() => {
    if (isOver && !wasTold) forgetCustomer(client);
  }, [client, isOver, wasTold]);
  return { ...query, isLive };
}

interface CustomerGateProps {
  organizationId: string;
  children: (banner: DrawBanner) => ReactNode;
}

function CaseGate({ organizationId, children }: CustomerGateProps) {
  const client = useQueryClient();
  const leave = useSignOut();
  const { data, error, refetch, isLive } = useWatchedCase();
  if (data === undefined) {
    return error === null ? null : <ErrorPage error={error} retry={() => void refetch()} />;
  }
  if (isLive) return <CaseContext value={data.case}>{children(drawBanner)}</CaseContext>;
  const enter = (opened: SupportCase, path: string) => {
    tellOtherTabs();
    // Only the page that is wanted is to be read.
    if (path !== openPath()) {
      location.replace(addressHere(path));
      return;
    }
    client.setQueryData(caseQuery.queryKey, { ...data, case: opened, isLive: true });
  };
  return (
    <>
      <SignOutFailure />
      <CasePrompt
        key={data.case?.id}
        organizationId={organizationId}
        last={data.case}
        page={openPath()}
        onOpened={enter}
        onSignOut={() => leave.mutate()}
      />
    </>
  );
}

/**
 * Who may come into a customer's console: support with a case. Admins of the organization itself are
 * led to the same page of their own console, so that a link is good for both.
 */
export function CustomerGate({ organizationId, children }: CustomerGateProps) {
  const { organization, can } = useSignedIn();
  if (organization.id === organizationId) return <Leave to={safeReturn(openPath())} />;
  if (!can.inspectCustomers) return <OtherOrganization />;
  return <CaseGate organizationId={organizationId}>{children}</CaseGate>;
}
