import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import type { Session } from '#contract/session.ts';
import { safeReturn } from '../../api/safe-return.ts';
import { sessionQuery } from '../../api/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { CodeStep } from './CodeStep.tsx';
import { EmailStep } from './EmailStep.tsx';
import { endedWords } from './ended-words.ts';
import { SecondFactorStep } from './SecondFactorStep.tsx';
import styles from './SignIn.module.css';

/** Most people are in one organization and never see it. */
const OrganizationStep = lazy(async () => ({
  default: (await import('./OrganizationStep.tsx')).OrganizationStep,
}));

function Card({ title, lead, children }: { title: string; lead: ReactNode; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Grantscope`;
  }, [title]);
  return (
    <main className={styles['page']}>
      <div className={styles['card']}>
        <div className={styles['brand']}>
          <Mark size={26} /> Grantscope
        </div>
        <div>
          <h1 className={styles['title']}>{title}</h1>
          <p className={styles['lead']}>{lead}</p>
        </div>
        {children}
      </div>
    </main>
  );
}

/** Why one has to sign in again. */
function Ended({ words }: { words: string | null }) {
  return words === null ? null : (
    <p role="status" className={styles['ended']}>
      {words}
    </p>
  );
}

function Step({ session }: { session: Exclude<Session, { state: 'signed-in' }> }) {
  const [params] = useSearchParams();
  // Going back to the address counts until a code is sent again, or the session moves on and this begins anew.
  const [again, setAgain] = useState(false);
  const sandbox = session.environment === 'sandbox';
  const email = session.state === 'signed-out' ? '' : session.email;
  if (session.state === 'signed-out' || again) {
    return (
      <Card
        title="Sign in"
        lead="See which apps your organization’s members connected, and what each may do."
      >
        {session.state === 'signed-out' ? (
          <Ended words={endedWords(session.ended, params)} />
        ) : null}
        <EmailStep initial={email} sandbox={sandbox} onSent={() => setAgain(false)} />
      </Card>
    );
  }
  const onOtherEmail = () => setAgain(true);
  if (session.state === 'enter-code') {
    return (
      <Card title="Check your email" lead={`If ${email} can sign in, a code is on its way there.`}>
        <CodeStep
          email={email}
          resendInMs={session.resendInMs}
          sandbox={sandbox}
          onOtherEmail={onOtherEmail}
        />
      </Card>
    );
  }
  if (session.state === 'second-factor') {
    return (
      <Card
        title="Second factor"
        lead={
          <>
            <SafeText>{session.organization.name}</SafeText> requires one. Enter the code your
            authenticator app shows for {email}.
          </>
        }
      >
        <SecondFactorStep sandbox={sandbox} onStartAgain={onOtherEmail} />
      </Card>
    );
  }
  const none = session.organizations.length + session.unreadable === 0;
  return (
    <Card
      title={none ? 'No organization' : 'Choose an organization'}
      lead={
        none
          ? `${email} is not an active member of an organization here. If you were invited, accept the invitation first. Otherwise, ask an admin to add you.`
          : `You are a member of ${session.organizations.length} as ${email}.`
      }
    >
      <Suspense fallback={null}>
        <OrganizationStep
          organizations={session.organizations}
          unreadable={session.unreadable}
          onOtherEmail={onOtherEmail}
        />
      </Suspense>
    </Card>
  );
}

/** Signing in, step by step, as the server's state machine says; then back to where one came from. */
export function SignInPage() {
  const [params] = useSearchParams();
  const { data, error, refetch } = useQuery(sessionQuery);
  if (data?.state === 'signed-in')
    return <Navigate replace to={safeReturn(params.get('return'))} />;
  if (data !== undefined) return <Step key={data.state} session={data} />;
  if (error === null) return null;
  return (
    <Card title="Sign-in is not available" lead={error.message}>
      <Button variant="primary" size="wide" onClick={() => void refetch()}>
        Try again
      </Button>
    </Card>
  );
}
