import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { idleMinutes } from '#contract/session.ts';
import { sinceResponse } from '../api/last-response.ts';
import { sessionQuery } from '../api/session.ts';
import { Button } from '../ui/Button.tsx';
import { FloatingNotice } from '../ui/FloatingNotice.tsx';

const minute = 60_000;
const lookEveryMs = 5000;
/** Somebody who reads without a request is there all the same: a touch is passed on, this seldom. */
const touchAfterMs = 5 * minute;
const warnAfterMs = (idleMinutes - 2) * minute;
const overAfterMs = idleMinutes * minute;
const touches = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;

type Rest = 'fine' | 'ending' | 'over';

function restNow(): Rest {
  const since = sinceResponse();
  if (since < warnAfterMs) return 'fine';
  return since < overAfterMs ? 'ending' : 'over';
}

/** How near the session is to its end by rest, looked at every few seconds. */
function useRest(ask: () => unknown): Rest {
  const [rest, setRest] = useState<Rest>(restNow);
  useEffect(() => {
    const look = () => setRest(restNow());
    const touch = () => {
      if (restNow() === 'fine' && sinceResponse() >= touchAfterMs) ask();
    };
    const timer = setInterval(look, lookEveryMs);
    document.addEventListener('visibilitychange', look);
    for (const name of touches) addEventListener(name, touch, { passive: true });
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      for (const name of touches) removeEventListener(name, touch);
    };
  }, [ask]);
  // Another tab may have kept the session; if nobody has, what was read leaves the screen.
  useEffect(() => {
    if (rest === 'over') ask();
  }, [rest, ask]);
  return rest;
}

/** Says two minutes before that a session will end, and how to keep it. */
export function IdleWarning() {
  const { refetch } = useQuery(sessionQuery);
  const rest = useRest(refetch);
  return (
    <FloatingNotice>
      {rest === 'ending' ? (
        <>
          <p>You’ll be signed out in 2 minutes because of inactivity.</p>
          <Button onClick={() => void refetch()}>Stay signed in</Button>
        </>
      ) : null}
    </FloatingNotice>
  );
}
