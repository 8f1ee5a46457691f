import type { GraphProgress } from '#contract/graph.ts';
import { versionOf } from '../../graph/graph-state.ts';
import type { Graphs } from '../../graph/graphs.ts';
import type { Handlers } from '../../http/handler.ts';
import { LineResponse } from '../../http/line-response.ts';

/** A line more often than this is read by nobody. */
const lineEveryMs = 100;

/** Makes the handler that reads the whole graph, and tells meanwhile how far it has come. */
export function createGrantHandlers(deps: {
  graphs: Graphs;
  now: () => number;
}): Pick<Handlers, 'grants'> {
  const { graphs, now } = deps;
  return {
    async grants({ viewer, body, signal }) {
      return new LineResponse(async (send) => {
        let sentAt = 0;
        const graph = await graphs.read(viewer, {
          newerThan: body.newerThan,
          signal,
          onProgress: (progress) => {
            if (now() - sentAt < lineEveryMs) return;
            sentAt = now();
            send({ state: 'reading', ...progress } satisfies GraphProgress);
          },
        });
        const { asOf } = graph.grants;
        send({ state: 'ready', version: versionOf(graph), asOf } satisfies GraphProgress);
      });
    },
  };
}
