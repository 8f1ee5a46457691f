import * as z from 'zod/mini';
import { connectedAppSchema, type ConnectedApp } from './connected-apps.ts';
import { missingPartSchema, type MissingPart } from './missing.ts';
import { packedRowsSchema, rowsLayoutSchema, type IdColumn } from './packed-rows.ts';
import { scopeSchema, type Scope } from './scopes.ts';

const headSchema = z.object({
  app: connectedAppSchema,
  memberCount: z.nullable(z.int()),
  /** Heaviest class first, then by name: an index is also a rank. */
  scopes: z.array(scopeSchema),
  /** What could not be read beside the grants; empty when the answer is whole. */
  missing: z.array(missingPartSchema),
  /** Members of the app who could not be read. */
  unreadable: z.int(),
  layout: rowsLayoutSchema,
});
export type GrantTableHead = z.infer<typeof headSchema>;

/** An app, and its members × granted scopes in columns: one row a member. */
export interface GrantTable {
  app: ConnectedApp;
  memberCount: number | null;
  scopes: readonly Scope[];
  missing: readonly MissingPart[];
  unreadable: number;
  /** Distinct sets of scopes, each ascending, so heaviest first. */
  scopeSets: readonly (readonly number[])[];
  members: { ids: IdColumn; sets: ArrayLike<number> };
}

/**
 * Answer of `GET /api/connected-apps/{app}`, in packed rows. When it was true is in the header
 * `As-Of`, epoch ms, so that an unchanged one is a 304.
 */
export const grantTableSchema = packedRowsSchema(
  headSchema,
  ({ layout: _layout, ...head }, { ids, sets, scopeSets }): GrantTable => ({
    ...head,
    scopeSets,
    members: { ids, sets },
  }),
);
