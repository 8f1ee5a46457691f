import * as z from 'zod/mini';
import { accessStates } from '#contract/access.ts';
import { connectedAppListSchema, reachSchema } from '#contract/connected-apps.ts';
import { graphProgressSchema } from '#contract/graph.ts';
import { memberPageSchema } from '#contract/member-page.ts';
import { memberTableSchema } from '#contract/member-table.ts';
import { overviewSchema } from '#contract/overview.ts';
import type { People } from '#contract/people.ts';
import { scopeListSchema, scopeTableSchema } from '#contract/scope-views.ts';
import type { Answer, Visitor } from './visitor.ts';

function sound({ status, text }: Answer): string {
  if (status !== 200) throw new Error(`${status} ${text.slice(0, 300)}`);
  return text;
}

const namesOf = (scopes: readonly { name: string }[], set: readonly number[] | undefined) =>
  (set ?? []).map((scope) => scopes[scope]?.name ?? '?').toSorted();

/** The people of a graph before anyone in it has been read. */
export const noneRead = (unread: number): People => ({
  members: 0,
  pending: 0,
  invited: 0,
  former: 0,
  unknown: 0,
  unread,
});

/** A visitor's views, each parsed by its contract; every method throws unless the response is 200. */
export function viewsOf(visitor: Visitor) {
  const read = async <T extends z.ZodMiniType>(path: string, schema: T): Promise<z.output<T>> =>
    z.parse(schema, JSON.parse(sound(await visitor.get(path))));
  return {
    apps: () => read('/api/connected-apps', connectedAppListSchema),
    reach: (app: string) => read(`/api/connected-apps/${app}/reach`, reachSchema),
    overview: () => read('/api/overview', overviewSchema),
    scopes: () => read('/api/scopes', scopeListSchema),
    member: (id: string) => read(`/api/members/${id}`, memberPageSchema),
    mine: () => read('/api/me/connected-apps', memberPageSchema),

    async members() {
      const answer = await visitor.get('/api/members');
      sound(answer);
      const table = z.parse(memberTableSchema, new Uint8Array(answer.bytes));
      const { ids, sets, apps, highRisk } = table.members;
      const rows = Array.from({ length: ids.length }, (_, row) => ({
        member: ids.at(row) ?? '',
        apps: apps[row],
        highRisk: highRisk[row],
        scopes: namesOf(table.scopes, table.scopeSets[sets[row] ?? -1]),
      }));
      const { graph, memberCount, missing } = table;
      return { graph, memberCount, missing, rows };
    },

    async scope(name: string) {
      const answer = await visitor.get(`/api/scopes/${encodeURIComponent(name)}`);
      sound(answer);
      const table = z.parse(scopeTableSchema, new Uint8Array(answer.bytes));
      const { ids, sets, apps, access } = table.members;
      const rows = Array.from({ length: ids.length }, (_, row) => ({
        app: table.apps[apps[row] ?? -1]?.id ?? '',
        member: ids.at(row) ?? '',
        scopes: namesOf(table.scopes, table.scopeSets[sets[row] ?? -1]),
        access: accessStates[access[row] ?? -1],
      }));
      return { graph: table.graph, missing: table.missing, scope: table.scope, rows };
    },

    /** The progress lines of a read of the whole graph. */
    async grants(newerThan: number | null = null) {
      const text = sound(await visitor.post('/api/grants', { newerThan }));
      return text
        .trimEnd()
        .split('\n')
        .map((line) => z.parse(graphProgressSchema, JSON.parse(line)));
    },
  };
}
export type Views = ReturnType<typeof viewsOf>;
