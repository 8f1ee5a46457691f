import type { IdColumn } from '#contract/packed-rows.ts';
import type { Scope } from '#contract/scopes.ts';

/** What each row comes to where a row is all that a member granted. */
export interface RowSums {
  /** How many apps. */
  apps: ArrayLike<number>;
  /** How many high-risk scopes, each counted once for each app that holds it. */
  highRisk: ArrayLike<number>;
}

/** An app as rows name it. */
export interface RowApp {
  id: string;
  name: string;
  /** Address of its picture; null for none. */
  logo: string | null;
}

/** What each row says where a row is one grant among those to many apps. */
export interface RowGrants {
  apps: readonly RowApp[];
  /** Index into `apps`. */
  app: ArrayLike<number>;
  /** What the scope that is looked at comes to: index into `accessStates`. */
  access: ArrayLike<number>;
}

/** What a store is made of. */
export interface StoreTable {
  scopes: readonly Scope[];
  scopeSets: readonly (readonly number[])[];
  /** With sums where a row is all that a member granted. */
  members: { ids: IdColumn; sets: ArrayLike<number> } & (RowSums | { highRisk?: never });
  grants?: RowGrants;
}
