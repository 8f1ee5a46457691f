import type { Answers } from '../data.ts';

/** A member as an object, the form in which tables take rows; scopes are shared between members. */
export interface Row {
  id: string;
  name: string;
  email: string;
  scopes: ReadonlySet<string>;
  /** The scopes as they are shown. */
  scopeText: string;
  /** The name as it is sorted by. */
  key: string;
}

/** The members as objects. */
export function makeRows({ table, directory }: Answers): Row[] {
  const sets = table.scopeSets.map((set) => {
    const names = set.flatMap((scope) => table.scopes[scope]?.name ?? []);
    return { scopes: new Set(names), scopeText: names.join(', ') };
  });
  const none = { scopes: new Set<string>(), scopeText: '' };
  return table.members.ids.map((id, row) => {
    const { scopes, scopeText } = sets[table.members.sets[row] ?? -1] ?? none;
    const name = directory.names[row] ?? '';
    return {
      id,
      name,
      email: directory.emails[row] ?? '',
      scopes,
      scopeText,
      key: name.toLowerCase(),
    };
  });
}

/** What a text box finds: all of it in lower case. */
export function searchText({ name, email, id, scopeText }: Row): string {
  return `${name}\n${email}\n${id}\n${scopeText}`.toLowerCase();
}

/** The words of a query, which must all occur. */
export function termsOf(query: string): string[] {
  return query.toLowerCase().split(' ').filter(Boolean);
}

/** Orders by what rows are sorted by. */
export function compareKeys(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** The scope that the facet of each page offers. */
export const facetScope = 'documents:export';
