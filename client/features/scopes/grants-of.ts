import type { ScopeTable } from '#contract/scope-views.ts';
import { logoAddress } from '../../api/logo.ts';
import { appName, isNameless } from '../../grid/names.ts';
import { sharedNames } from '../../grid/shared-names.ts';
import type { StoreTable } from '../../grid/store-table.ts';

/** What to call an app where the name alone does not tell which one it is. */
function tellApart(
  { id, name }: { id: string; name: string },
  shared: ReadonlySet<string>,
): string {
  const isAmbiguous = isNameless({ name }) || shared.has(name);
  return isAmbiguous ? `${appName({ name })} …${id.slice(-6)}` : name;
}

/** The same object for the same table, since names are kept by it. */
const made = new WeakMap<ScopeTable, StoreTable>();

/** What the grants of a scope are to the grid. */
export function grantsOf(table: ScopeTable): StoreTable {
  const known = made.get(table);
  if (known !== undefined) return known;
  const { ids, sets, apps: app, access } = table.members;
  const shared = sharedNames(table.apps);
  const apps = table.apps.map(({ id, name, hasLogo }) => ({
    id,
    name: tellApart({ id, name }, shared),
    logo: hasLogo ? logoAddress(id) : null,
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
