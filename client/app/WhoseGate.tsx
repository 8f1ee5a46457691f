import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { sessionRoutes } from '#contract/session-routes.ts';
import { request } from '../api/request.ts';
import { useWhose } from '../api/whose.ts';
import { Button } from '../ui/Button.tsx';
import { SafeText } from '../ui/SafeText.tsx';
import { Leave } from './Leave.tsx';
import { Message } from './Message.tsx';
import { paths } from '../api/paths.ts';

/** Says whose console it would be now. */
function AnotherViewer() {
  const { data, isPending } = useQuery({
    queryKey: ['who-is-here'],
    queryFn: ({ signal }) => request(sessionRoutes.session, { signal }),
  });
  if (isPending) return null;
  if (data !== undefined && data.state !== 'signed-in') return <Leave to={paths.signIn()} />;
  const place = <SafeText empty="No name">{data?.organization.name ?? ''}</SafeText>;
  return (
    <main>
      <Message
        title={
          data === undefined ? 'Somebody else is signed in' : 'You are signed in elsewhere now'
        }
        actions={
          <Button variant="primary" onClick={() => location.replace(paths.overview())}>
            {data === undefined ? 'Reload' : <span>Go on at {place}</span>}
          </Button>
        }
      >
        {data === undefined ? null : (
          <p>
            This browser is now signed in as <strong translate="no">{data.viewer.email}</strong>{' '}
            <span>at</span> <strong>{place}</strong>.
          </p>
        )}
        <p>This tab showed another person’s or organization’s data, so it was cleared.</p>
      </Message>
    </main>
  );
}

/** Draws the pages as long as they are the viewer's; what was read for them is gone otherwise. */
export function WhoseGate({ children }: { children: ReactNode }) {
  const whose = useWhose();
  if (whose.state === 'left') return <Leave to={whose.to} />;
  return whose.state === 'ours' ? children : <AnotherViewer />;
}
