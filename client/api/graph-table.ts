import { useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import type { Route } from '#contract/route.ts';
import { useGraphView, type GraphView } from './graph-view.ts';
import { requestVersion } from './request.ts';

/** A route whose answer is a table of packed rows. */
type TableRoute<T extends object> = Route & { response: z.ZodMiniType<T> };

/** By what the server knows each table again. */
const etags = new WeakMap<object, string | null>();

/**
 * Reads a table of the organization's graph; the same name must stand for the same table. A newer
 * graph in which nothing of the table has changed leaves it the very same object.
 */
export function useGraphTable<T extends object>(
  name: string,
  route: TableRoute<T>,
  params: Readonly<Record<string, string>> = {},
): GraphView<T> {
  const client = useQueryClient();
  return useGraphView(name, async (signal) => {
    const entries = client.getQueriesData<T>({ queryKey: [name] });
    const last = entries.findLast(([, table]) => table !== undefined)?.[1];
    const known =
      last === undefined ? undefined : { value: last, asOf: 0, etag: etags.get(last) ?? null };
    const { value, etag } = await requestVersion(route, { params, signal }, known);
    etags.set(value, etag);
    return value;
  });
}
