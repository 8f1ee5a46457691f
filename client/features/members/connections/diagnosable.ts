import type { MemberPage } from '#contract/member-page.ts';
import { fold } from '../../../grid/fold.ts';

/** An app that may be diagnosed for a member, and what it is to them. */
export interface Diagnosable {
  id: string;
  name: string;
  relation: 'connected' | 'past' | 'other';
}

/** The apps of the organization and those that the member once had: theirs first, then by name. */
export function appsToDiagnose(
  { apps, past }: Pick<MemberPage, 'apps' | 'past'>,
  listed: readonly { id: string; name: string }[],
): Diagnosable[] {
  const all = new Map<string, Diagnosable>();
  for (const { id, name } of listed) all.set(id, { id, name, relation: 'other' });
  for (const { app } of past) all.set(app.id, { ...app, relation: 'past' });
  for (const { app } of apps)
    all.set(app.id, { id: app.id, name: app.name, relation: 'connected' });
  const order = ['connected', 'past', 'other'];
  return [...all.values()].toSorted(
    (a, b) => order.indexOf(a.relation) - order.indexOf(b.relation) || a.name.localeCompare(b.name),
  );
}

/** Those that hold every term in their name or id. */
export function findApps(apps: readonly Diagnosable[], terms: readonly string[]): Diagnosable[] {
  return apps.filter(({ id, name }) => {
    const text = fold(`${name} ${id}`);
    return terms.every((term) => text.includes(term));
  });
}
