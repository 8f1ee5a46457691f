import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Overview } from '#contract/overview.ts';
import { graphRoutes } from '#contract/graph-routes.ts';
import { useGraphView, type GraphView } from './graph-view.ts';
import { request } from './request.ts';
import { useViewer } from './session.ts';

const name = 'overview';

/** How long to wait before asking again for what was not recorded yet, ms. */
export const recordedSoonMs = 2000;

/** The organization in figures, and what is new in it to the viewer. */
export function useOverview(): GraphView<Overview> {
  const client = useQueryClient();
  const view = useGraphView(name, (signal) => request(graphRoutes.overview, { signal }));
  const { support } = useViewer();
  // Whatever support looks at is recorded, each time: it is not asked for again by itself.
  const isPending = support === null && view.data?.news?.pending === true && !view.refreshing;
  useEffect(() => {
    if (!isPending) return undefined;
    const readAgain = () => void client.invalidateQueries({ queryKey: [name] });
    const timer = setTimeout(readAgain, recordedSoonMs);
    return () => clearTimeout(timer);
  }, [isPending, client]);
  return view;
}
