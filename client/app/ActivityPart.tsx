import { lazy, Suspense, type ReactNode } from 'react';
import type { ActivitySubject } from '../api/render-activity.ts';
import { renderFailure } from './RouteError.tsx';

/** Few open it: pages do not grow by it. */
const ActivityTab = lazy(async () => ({
  default: (await import('../features/activity/ActivityTab.tsx')).ActivityTab,
}));

/** What the record tells of an app or a member, for their pages. */
export function renderActivity(about: ActivitySubject): ReactNode {
  return (
    <Suspense fallback={null}>
      <ActivityTab key={about.id} about={about} renderFailure={renderFailure} />
    </Suspense>
  );
}
