import * as z from 'zod/mini';
import { graphStateSchema, type GraphState } from './graph.ts';
import { missingPartSchema, type MissingPart } from './missing.ts';
import { packedRowsSchema, rowsLayoutSchema, type IdColumn } from './packed-rows.ts';
import { scopeSchema, type Scope } from './scopes.ts';

const headSchema = z.object({
  graph: graphStateSchema,
  /** Members of the organization, without deleted ones; null if unknown. */
  memberCount: z.nullable(z.int()),
  missing: z.array(missingPartSchema),
  /** Highest-risk class first, then by name, so an index is also a rank. */
  scopes: z.array(scopeSchema),
  layout: rowsLayoutSchema,
});
export type MemberTableHead = z.infer<typeof headSchema>;

/** Everyone who connected at least one app: one row per person. */
export interface MemberTable {
  graph: GraphState;
  memberCount: number | null;
  missing: readonly MissingPart[];
  scopes: readonly Scope[];
  /** Distinct scope sets, each ascending. */
  scopeSets: readonly (readonly number[])[];
  members: {
    ids: IdColumn;
    /** Index into `scopeSets`: all scopes that the person granted to any app. */
    sets: ArrayLike<number>;
    /** Number of apps. */
    apps: ArrayLike<number>;
    /** Number of high-risk scopes, each counted once however many apps hold it. */
    highRisk: ArrayLike<number>;
  };
}

/** Response of `GET /api/members`, in packed rows; names come from `POST /api/members/lookup`. */
export const memberTableSchema = packedRowsSchema(
  headSchema,
  ({ layout: _layout, ...head }, { ids, sets, scopeSets, extras }): MemberTable => {
    const [apps, highRisk] = extras;
    if (apps === undefined || highRisk === undefined) throw new RangeError('columns are missing');
    return { ...head, scopeSets, members: { ids, sets, apps, highRisk } };
  },
);
