import type { ReactNode } from 'react';
import type { FallbackProps } from 'react-error-boundary';
import { ApiError } from '../api/api-error.ts';
import { Button } from '../ui/Button.tsx';
import { Message } from './Message.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';

/** A part of the program that a deployment has replaced: browsers word the failure differently. */
function isOldVersion(error: unknown): boolean {
  return (
    error instanceof TypeError &&
    /dynamically imported module|module script failed|error loading/i.test(error.message)
  );
}

/** An error that leaves nothing to show: what failed, what can be done, what to quote. */
export function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  if (isOldVersion(error)) {
    return (
      <Message
        title="There is a new version"
        actions={
          <Button variant="primary" onClick={() => location.reload()}>
            Reload
          </Button>
        }
      >
        <p>Grantscope was updated while this page was open. Reload to go on where you are.</p>
      </Message>
    );
  }
  const problem = error instanceof ApiError ? error.problem : null;
  const reference = [
    problem?.instance,
    problem?.upstream_request_id === undefined
      ? undefined
      : `Stytch ${problem.upstream_request_id}`,
  ].filter((part) => part !== undefined);
  return (
    <Message
      title={problem?.title ?? 'Something went wrong'}
      reference={reference.length === 0 ? null : reference.join(' · ')}
      actions={
        <>
          <Button variant="primary" onClick={retry}>
            Try again
          </Button>
          <Button onClick={() => location.reload()}>Reload the page</Button>
        </>
      }
    >
      <p role="alert">
        {error instanceof ApiError ? error.message : 'The page could not be shown.'}
      </p>
    </Message>
  );
}

/** The page to show instead of one whose data could not be read. */
export function renderFailure(error: Error, retry: () => void): ReactNode {
  const missing = error instanceof ApiError && error.status === 404;
  return missing ? <NotFoundPage /> : <ErrorPage error={error} retry={retry} />;
}

/** Where an error that no page foresaw ends. */
export function RouteError({ error }: FallbackProps) {
  return <ErrorPage error={error} retry={() => location.reload()} />;
}
