import * as z from 'zod/mini';
import { graphStateSchema, type GraphState } from './graph.ts';
import { missingPartSchema, type MissingPart } from './missing.ts';
import { packedRowsSchema, rowsLayoutSchema, type IdColumn } from './packed-rows.ts';
import { scopeSchema, type Scope } from './scopes.ts';

const headSchema = z.object({
  graph: graphStateSchema,
  /** Members of the organization, deleted ones left out; null where it is not known. */
  memberCount: z.nullable(z.int()),
  missing: z.array(missingPartSchema),
  /** Heaviest class first, then by name: an index is also a rank. */
  scopes: z.array(scopeSchema),
  layout: rowsLayoutSchema,
});
export type MemberTableHead = z.infer<typeof headSchema>;

/** Everyone who connected at least one app: one row a person. */
export interface MemberTable {
  graph: GraphState;
  memberCount: number | null;
  missing: readonly MissingPart[];
  scopes: readonly Scope[];
  /** Distinct sets of scopes, each ascending. */
  scopeSets: readonly (readonly number[])[];
  members: {
    ids: IdColumn;
    /** The scopes that they granted to any app. */
    sets: ArrayLike<number>;
    /** How many apps. */
    apps: ArrayLike<number>;
    /** How many high-risk scopes, each counted once however many apps hold it. */
    highRisk: ArrayLike<number>;
  };
}

/** Answer of `GET /api/members`, in packed rows; names come from `POST /api/members/lookup`. */
export const memberTableSchema = packedRowsSchema(
  headSchema,
  ({ layout: _layout, ...head }, { ids, sets, scopeSets, extras }): MemberTable => {
    const [apps, highRisk] = extras;
    if (apps === undefined || highRisk === undefined) throw new RangeError('columns are missing');
    return { ...head, scopeSets, members: { ids, sets, apps, highRisk } };
  },
);
