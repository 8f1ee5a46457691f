import { appRoutes } from '#contract/app-routes.ts';
import type { ScopeTable } from '#contract/scope-views.ts';
import { addressOf } from '../../api/request.ts';
import type { StoreTable } from '../../grid/store-table.ts';

/** The same object for the same table, since names are kept by it. */
const made = new WeakMap<ScopeTable, StoreTable>();

/** What the grants of a scope are to the grid. */
export function grantsOf(table: ScopeTable): StoreTable {
  const known = made.get(table);
  if (known !== undefined) return known;
  const { ids, sets, apps: app, access } = table.members;
  const apps = table.apps.map(({ id, name, hasLogo }) => ({
    id,
    name: name === '' ? 'App without a name' : name,
    logo: hasLogo ? addressOf(appRoutes.connectedAppLogo, { app: id }) : null,
  }));
  const grants: StoreTable = {
    scopes: table.scopes,
    scopeSets: table.scopeSets,
    members: { ids, sets },
    grants: { apps, app, access },
  };
  made.set(table, grants);
  return grants;
}
