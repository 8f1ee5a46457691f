import * as z from 'zod/mini';
import { accessStates, permissionSchema, uncheckedReasonSchema } from './access.ts';
import type { ScopePermission, UncheckedReason } from './access.ts';
import { connectedAppSchema, type ConnectedApp } from './connected-apps.ts';
import { graphStateSchema, type GraphState } from './graph.ts';
import { missingPartSchema, type MissingPart } from './missing.ts';
import { packedRowsSchema, rowsLayoutSchema, type IdColumn } from './packed-rows.ts';
import { describedScopeSchema, scopeSchema, type DescribedScope, type Scope } from './scopes.ts';

/** Response of `GET /api/scopes`: every scope in use. */
export const scopeListSchema = z.object({
  graph: graphStateSchema,
  missing: z.array(missingPartSchema),
  /** Highest-risk class first, then most widely granted. */
  scopes: z.array(
    z.extend(describedScopeSchema, {
      /** Number of apps that hold it. */
      apps: z.int(),
      /** Number of people who granted it to at least one app. */
      people: z.int(),
      /**
       * How many of those people have roles that back none of it, and for how many that is unknown; null if
       * roles do not decide.
       */
      dormant: z.nullable(z.object({ people: z.int(), unknown: z.int() })),
    }),
  ),
});
export type ScopeList = z.infer<typeof scopeListSchema>;

const headSchema = z.object({
  graph: graphStateSchema,
  missing: z.array(missingPartSchema),
  scope: describedScopeSchema,
  /** What it permits, with the roles that back each permission; empty if roles do not decide. */
  permissions: z.array(permissionSchema),
  /** Why roles do not decide; null if they do, or if the policy could not be read. */
  reason: z.nullable(uncheckedReasonSchema),
  /** Highest-risk class first, then by name, so an index is also a rank. */
  scopes: z.array(scopeSchema),
  apps: z.array(connectedAppSchema),
  layout: rowsLayoutSchema,
});
export type ScopeTableHead = z.infer<typeof headSchema>;

/** Who holds one scope, and through which app: one row per grant. */
export interface ScopeTable {
  graph: GraphState;
  missing: readonly MissingPart[];
  scope: DescribedScope;
  permissions: readonly ScopePermission[];
  reason: UncheckedReason | null;
  scopes: readonly Scope[];
  apps: readonly ConnectedApp[];
  /** Distinct scope sets, each ascending. */
  scopeSets: readonly (readonly number[])[];
  members: {
    ids: IdColumn;
    /** Index into `scopeSets`: all scopes of the grant. */
    sets: ArrayLike<number>;
    /** Index into `apps`. */
    apps: ArrayLike<number>;
    /** What the scope gives this member: index into `accessStates`. */
    access: ArrayLike<number>;
  };
}

/** Response of `GET /api/scopes/{scope}`, in packed rows. */
export const scopeTableSchema = packedRowsSchema(
  headSchema,
  ({ layout: _layout, ...head }, { ids, sets, scopeSets, extras }): ScopeTable => {
    const [apps, access] = extras;
    if (apps === undefined || access === undefined) throw new RangeError('columns are missing');
    for (let row = 0; row < ids.length; row += 1) {
      const isApp = (apps[row] ?? Infinity) < head.apps.length;
      if (!isApp || (access[row] ?? Infinity) >= accessStates.length) {
        throw new RangeError('a row names what is not there');
      }
    }
    return { ...head, scopeSets, members: { ids, sets, apps, access } };
  },
);
