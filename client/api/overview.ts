import { useQueryClient } from '@tanstack/react-query';
import type { Overview } from '#contract/overview.ts';
import { graphRoutes } from '#contract/graph-routes.ts';
import { useGraphView, type GraphView } from './graph-view.ts';
import { request } from './request.ts';
import { useWritten } from './written.ts';

const name = 'overview';

/** The organization in figures, and what is new in it to the viewer. */
export function useOverview(): GraphView<Overview> {
  const client = useQueryClient();
  const view = useGraphView(name, (signal) => request(graphRoutes.overview, { signal }));
  useWritten(view.graph.ready?.version ?? null, () => {
    void client.invalidateQueries({ queryKey: [name] });
  });
  return view;
}
