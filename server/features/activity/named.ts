import type { Audit } from '../../audit/audit.ts';
import type { Directory } from '../../live/directory.ts';
import { orNull } from '../../live/or-null.ts';
import type { ObservationRecord } from '../../observations/record.ts';
import type { Viewer } from '../../http/handler.ts';
import type { Member } from '../../stytch/types.ts';

type EventFilter = Parameters<Audit['eventsOf']>[1];

/** What a text in the search of the record stands for beside what is written there. */
export interface Named extends Pick<EventFilter, 'named'> {
  /** False where names of members could not be read. */
  searchedNames: boolean;
}

interface Deps {
  audit: Pick<Audit, 'membersIn' | 'cases'>;
  directory: Directory;
  record: ObservationRecord;
}

/** Ids asked for at once: Stytch's largest search page. */
const batch = 1000;

/** What people take for the same text: width, ligatures and case do not count. */
const folded = (text: string) => text.normalize('NFKC').toLowerCase();

async function membersWith(
  { audit, directory }: Deps,
  viewer: Viewer,
  filter: Omit<EventFilter, 'named'>,
  signal: AbortSignal,
): Promise<string[] | null> {
  if (!viewer.can.readMembers) return [];
  const wanted = folded(filter.text);
  // To support email addresses are masked, so that they cannot be searched either.
  const textsOf = ({ name, email }: Member) => (viewer.support === null ? [name, email] : [name]);
  const ids = await audit.membersIn(viewer.organizationId, { ...filter, named: nothing.named });
  const found: string[] = [];
  for (let start = 0; start < ids.length; start += batch) {
    const page = ids.slice(start, start + batch);
    const members = await orNull(directory.lookUp(viewer, page, signal));
    if (members === null || members.unreadable > 0) return null;
    const holding = members.items.filter((member) =>
      textsOf(member).some((text) => folded(text).includes(wanted)),
    );
    found.push(...holding.map(({ memberId }) => memberId));
  }
  return found;
}

const nothing: Named = { named: { ids: [], caseIds: [] }, searchedNames: true };

/**
 * Finds the members, apps and cases that a search of the record names: the record itself holds their
 * ids only. What cannot be read is left out, and said.
 */
export async function findNamed(
  deps: Deps,
  viewer: Viewer,
  filter: Omit<EventFilter, 'named'>,
  signal: AbortSignal,
): Promise<Named> {
  if (filter.text === '') return nothing;
  const { organizationId } = viewer;
  const wanted = folded(filter.text);
  const [members, seen, caseIds] = await Promise.all([
    membersWith(deps, viewer, filter, signal),
    deps.record.appsSeen(organizationId),
    deps.audit.cases.matching(organizationId, filter.text),
  ]);
  const apps = (seen?.apps ?? []).filter(({ name }) => folded(name).includes(wanted));
  const ids = [...(members ?? []), ...apps.map(({ id }) => id)];
  return { named: { ids, caseIds }, searchedNames: members !== null && seen !== null };
}
