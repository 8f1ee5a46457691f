import { useEffect, useEffectEvent, type ReactNode } from 'react';
import type { FallbackProps } from 'react-error-boundary';
import { ApiError } from '../api/api-error.ts';
import { Button } from '../ui/Button.tsx';
import { CopyText } from '../ui/CopyText.tsx';
import { Message } from './Message.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';

/**
 * A part of the program that did not come, since a deployment has replaced it or there is no network.
 * Browsers word it differently; of style sheets Vite says it (`Unable to preload CSS`).
 */
function isPartMissing(error: unknown): boolean {
  return (
    error instanceof Error &&
    /dynamically imported module|module script failed|error loading|preload CSS/i.test(
      error.message,
    )
  );
}

const nothingChanged = 'Nothing was changed.';
const reload = () => location.reload();

/** Opens the page by itself as soon as there is a network again. */
function OfflinePage({ retry }: { retry: () => void }) {
  const onOnline = useEffectEvent(retry);
  useEffect(() => {
    const again = () => onOnline();
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, []);
  return (
    <Message title="You are offline" actions={<Button onClick={retry}>Try again</Button>}>
      <p role="alert">This page hasn’t loaded yet. It opens as soon as you’re back online.</p>
    </Message>
  );
}

function NewVersionPage() {
  return (
    <Message
      title="A new version is available"
      actions={
        <Button variant="primary" onClick={reload}>
          Reload
        </Button>
      }
    >
      <p>Grantscope was updated while this page was open. Reload to continue where you are.</p>
    </Message>
  );
}

/** What a problem says beyond its title; that reading a page changed nothing needs no words. */
function detailOf({ problem, message }: ApiError): string {
  const detail = message
    .split(/(?<=\.) /)
    .filter((sentence) => sentence !== `${problem?.title ?? ''}.` && sentence !== nothingChanged)
    .join(' ');
  return detail === '' ? 'This page couldn’t be loaded. Try again in a moment.' : detail;
}

/** What to quote when asking for help: our id of the request, and Stytch's. */
function Reference({ error }: { error: ApiError }) {
  const { problem } = error;
  if (problem === null) return null;
  const own = problem.instance.replace(/^urn:request:/, '');
  const stytchs = problem.upstream_request_id;
  return (
    <>
      <span>Reference</span> <CopyText text={own} label="reference" />
      {stytchs === undefined ? null : (
        <span>
          <span>Stytch’s</span> <CopyText text={stytchs} label="Stytch’s reference" />
        </span>
      )}
    </>
  );
}

/** An error that leaves nothing to show: what failed, what can be done, what to quote. */
export function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  if (isPartMissing(error)) {
    return navigator.onLine ? <NewVersionPage /> : <OfflinePage retry={reload} />;
  }
  const failure = error instanceof ApiError ? error : null;
  if (failure?.code === 'offline') return <OfflinePage retry={retry} />;
  return (
    <Message
      title={failure?.problem?.title ?? 'Something went wrong'}
      reference={failure === null ? null : <Reference error={failure} />}
      actions={
        <>
          <Button variant="primary" onClick={retry}>
            Try again
          </Button>
          <Button onClick={reload}>Reload the page</Button>
        </>
      }
    >
      <p role="alert">{failure === null ? 'This page couldn’t be shown.' : detailOf(failure)}</p>
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
  return <ErrorPage error={error} retry={reload} />;
}
