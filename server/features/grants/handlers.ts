import {
  nothingYet,
  type GraphProgress,
  type ReadProgress,
  type ReadyGraph,
} from '#contract/graph.ts';
import { versionOf } from '../../graph/graph-state.ts';
import type { Graphs, WholeGraph } from '../../graph/graphs.ts';
import type { Handlers } from '../../http/handler.ts';
import { LineResponse } from '../../http/line-response.ts';

/** A line more often than this is read by nobody. */
const lineEveryMs = 100;

const presentReady = (graph: WholeGraph): ReadyGraph => ({
  version: versionOf(graph),
  asOf: graph.grants.asOf,
});

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
        let old: ReadyGraph | undefined;
        const tell = (progress: ReadProgress) => {
          sentAt = now();
          send({ state: 'reading', ...progress, old } satisfies GraphProgress);
        };
        const graph = await graphs.read(viewer, {
          newerThan: body.newerThan,
          signal,
          onOld: (last) => {
            old = presentReady(last);
            tell(nothingYet());
          },
          onProgress: (progress) => {
            if (now() - sentAt >= lineEveryMs) tell(progress);
          },
        });
        send({ state: 'ready', ...presentReady(graph) } satisfies GraphProgress);
      });
    },
  };
}
