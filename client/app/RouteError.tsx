import { useEffect, useEffectEvent, type ReactNode } from 'react';
import type { FallbackProps } from 'react-error-boundary';
import { ApiError } from '../api/api-error.ts';
import { Button } from '../ui/Button.tsx';
import { CopyText } from '../ui/CopyText.tsx';
import { Message } from './Message.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';

/**
 * Whether a chunk failed to load: a deployment replaced it, or the network is down. Each browser has its
 * own message; for style sheets the message is Vite's (`Unable to preload CSS`).
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

/** Retries by itself when the browser is back online. */
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

/** A problem's detail without its title and without "Nothing was changed.", which is obvious for a read. */
function detailOf({ problem, message }: ApiError): string {
  const detail = message
    .split(/(?<=\.) /)
    .filter((sentence) => sentence !== `${problem?.title ?? ''}.` && sentence !== nothingChanged)
    .join(' ');
  return detail === '' ? 'This page couldn’t be loaded. Try again in a moment.' : detail;
}

/** Our request id and Stytch's, to quote when asking for help. Nothing if no problem arrived. */
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

/** Replaces a page that has nothing to show. Says what failed, what to do and what to quote. */
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

/** The page for a failed read; a 404 gives the not-found page. */
export function renderFailure(error: Error, retry: () => void): ReactNode {
  const missing = error instanceof ApiError && error.status === 404;
  return missing ? <NotFoundPage /> : <ErrorPage error={error} retry={retry} />;
}

/** Fallback for errors that no page handles. */
export function RouteError({ error }: FallbackProps) {
  return <ErrorPage error={error} retry={reload} />;
}
