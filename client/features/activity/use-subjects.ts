import { replaceEqualDeep, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Activity, ActivityEvent } from '#contract/audit.ts';
import type { SupportCase } from '#contract/support-case.ts';
import { connectedAppsQuery } from '../../api/connected-apps.ts';
import { useViewer } from '../../api/session.ts';
import { appText } from '../../grid/names.ts';
import { sharedNames } from '../../grid/shared-names.ts';
import { useNames, type Names } from '../../table/use-names.ts';
import { firstShown } from '../../ui/invisible.ts';
import type { ActivityFilters } from './activity-state.ts';

interface NamedApp {
  id: string;
  name: string;
}

/** Who and what the events name. */
export interface Subjects {
  names: Names;
  /** Undefined for what is no app of the organization any more, or not read yet. */
  appOf: (id: string) => NamedApp | undefined;
  /** Names that more than one app has. */
  shared: ReadonlySet<string>;
  caseOf: (id: string | null) => SupportCase | undefined;
  /** The name of a member of the vendor's support. */
  staffOf: (id: string) => string | undefined;
  /** Whether an actor is a member of the organization, and has a page. */
  isMember: (actor: NonNullable<ActivityEvent['actor']>) => boolean;
}

/** As the contract of the look-up has it; whatever else stands in an address is no id. */
const longestId = 64;
const noApps: readonly NamedApp[] = [];

/** The same object as before as long as it says the same: thousands of rows depend on it. */
function useKept<T>(value: T): T {
  const [kept, keep] = useState(value);
  const same = replaceEqualDeep(kept, value);
  if (same !== kept) keep(same);
  return same;
}

/** Each case once, as the newest page has it. */
function casesOf(pages: readonly Activity[]): SupportCase[] {
  const cases = new Map<string, SupportCase>();
  for (const one of pages.flatMap((page) => page.cases)) {
    if (!cases.has(one.id)) cases.set(one.id, one);
  }
  return [...cases.values()];
}

/** All that the events are about. */
const targetsOf = (events: readonly ActivityEvent[]) =>
  events.flatMap(({ target, also }) => [target, also].filter((one) => one !== null));

/** Reads the names of what the pages tell of, and of what the filters name. */
export function useSubjects(pages: readonly Activity[], filters: ActivityFilters): Subjects {
  const { can, organization } = useViewer();
  const { app, actor, member } = filters;
  const events = useMemo(() => pages.flatMap((page) => page.events), [pages]);
  const ids = useMemo(() => {
    const own = events.flatMap(({ actor: who }) =>
      who?.kind === 'member' && who.organizationId === organization.id ? [who.memberId] : [],
    );
    const targets = targetsOf(events).flatMap(({ kind, id }) => (kind === 'member' ? [id] : []));
    return [...own, ...targets, ...[actor, member].filter((id) => id !== null)].filter(
      (id) => id.length <= longestId,
    );
  }, [events, organization.id, actor, member]);
  const names = useNames(ids, can.readMembers);
  // Reading the list of apps is itself recorded: only where an event names one.
  const namesApps = app !== null || targetsOf(events).some(({ kind }) => kind === 'app');
  const list = useQuery({ ...connectedAppsQuery, staleTime: 60_000, enabled: namesApps });
  const apps = list.data?.apps ?? noApps;
  const known = useKept(useMemo(() => casesOf(pages), [pages]));
  return useMemo(() => {
    const byId = new Map(apps.map((one) => [one.id, one]));
    const cases = new Map(known.map((one) => [one.id, one]));
    const staff = new Map(known.map(({ staff: { memberId, name } }) => [memberId, name]));
    return {
      names,
      appOf: (id) => byId.get(id),
      shared: sharedNames(apps),
      caseOf: (id) => (id === null ? undefined : cases.get(id)),
      staffOf: (id) => staff.get(id),
      isMember: (who) => who.kind === 'member' && who.organizationId === organization.id,
    };
  }, [apps, known, names, organization.id]);
}

/** The name of a member, or of one of support, in plain text; their id where it is not known. */
export function personText(id: string, { names, staffOf }: Subjects): string {
  const staff = staffOf(id);
  if (staff !== undefined) return `Support (${staff})`;
  const known = names.of(id);
  return known === undefined ? id : firstShown(known.name, known.email) || id;
}

/** The actor of an event in plain text. */
export function actorText({ actor, caseId }: ActivityEvent, subjects: Subjects): string {
  if (actor === null) return 'Somebody';
  if (actor.kind === 'member') return personText(actor.memberId, subjects);
  const staff = subjects.caseOf(caseId)?.staff.name;
  return staff === undefined ? 'Support' : `Support (${staff})`;
}

/** What an event is about in plain text. */
export function targetText(target: ActivityEvent['target'], subjects: Subjects): string {
  if (target === null) return '';
  if (target.kind === 'scope') return target.id;
  if (target.kind === 'member') return personText(target.id, subjects);
  return appTextOf(target.id, subjects);
}

/** The name of an app in plain text; its id where it has none or is not known. */
export function appTextOf(id: string, subjects: Subjects): string {
  const app = subjects.appOf(id);
  return app === undefined ? id : appText(app);
}
