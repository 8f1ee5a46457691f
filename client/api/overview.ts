import type { Overview } from '#contract/overview.ts';
import { routes } from '#contract/routes.ts';
import { useGraphView, type GraphView } from './graph-view.ts';
import { request } from './request.ts';

/** The organization in figures, and what is new in it to the viewer. */
export function useOverview(): GraphView<Overview> {
  return useGraphView('overview', (signal) => request(routes.overview, { signal }));
}
