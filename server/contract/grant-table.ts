import * as z from 'zod/mini';
import { connectedAppSchema, type ConnectedApp } from './connected-apps.ts';
import { missingPartSchema, type MissingPart } from './missing.ts';
import { packedRowsSchema, rowsLayoutSchema, type IdColumn } from './packed-rows.ts';
import { scopeSchema, type Scope } from './scopes.ts';

const headSchema = z.object({
  app: connectedAppSchema,
  memberCount: z.nullable(z.int()),
  /** Highest-risk class first, then by name, so an index is also a rank. */
  scopes: z.array(scopeSchema),
  /** What could not be read besides the grants; empty if the response is complete. */
  missing: z.array(missingPartSchema),
  /** Number of the app's members who could not be read. */
  unreadable: z.int(),
  layout: rowsLayoutSchema,
});
export type GrantTableHead = z.infer<typeof headSchema>;

/** An app and its members × granted scopes in columns: one row per member. */
export interface GrantTable {
  app: ConnectedApp;
  memberCount: number | null;
  scopes: readonly Scope[];
  missing: readonly MissingPart[];
  unreadable: number;
  /** Distinct scope sets, each ascending, so highest risk first. */
  scopeSets: readonly (readonly number[])[];
  members: { ids: IdColumn; sets: ArrayLike<number> };
}

/**
 * Response of `GET /api/connected-apps/{app}`, in packed rows. Its time is in the header `As-Of` (epoch ms),
 * not in the body, so that unchanged grants give a 304.
 */
export const grantTableSchema = packedRowsSchema(
  headSchema,
  ({ layout: _layout, ...head }, { ids, sets, scopeSets }): GrantTable => ({
    ...head,
    scopeSets,
    members: { ids, sets },
  }),
);
