import { unpackColumns } from '#contract/packed-rows.ts';
import { AppError } from '../../errors.ts';
import type { LiveApp, LiveApps } from '../../live/apps.ts';
import type { ObservationRecord } from '../../observations/record.ts';
import type { Viewer } from '../../http/handler.ts';
import type { StytchReader } from '../../stytch/client.ts';
import { isNotFound, UpstreamError } from '../../stytch/errors.ts';
import type {
  ConnectedApp,
  Entries,
  MemberApp,
  MemberInDetail,
  Organization,
  ProjectPolicy,
} from '../../stytch/types.ts';
import type { Change } from '../../store/changes.ts';
import type { GrantSeen } from '../../store/history.ts';
import { attempt, notAllowed, type Read, type Tell } from './reading.ts';

/** What facts are read from. */
export interface FactSources {
  stytch: StytchReader;
  apps: LiveApps;
  record: ObservationRecord;
}

/** Whom a diagnosis is about. */
export interface Subject {
  memberId: string;
  appId: string;
}

/** What Grantscope remembers of one member and one app. */
interface Remembered {
  /** Epoch ms; null if the organization was never looked at. */
  recordedSince: number | null;
  /** Null for an app that was never seen. */
  app: { name: string } | null;
  /** Whether the member was ever seen with any app. */
  isMemberSeen: boolean;
  /** Null for a grant that was never seen. */
  seen: GrantSeen | null;
  /** Of the grant and of the app as a whole; newest first. */
  changes: Change[];
  isCut: boolean;
}

/** Everything that a diagnosis is made of, each part as it could be read. */
export interface Facts extends Subject {
  grants: Read<{ isMemberKnown: boolean } & Entries<MemberApp>>;
  /** The member's scopes by the app itself; null for none. Asked only where Stytch does not know them. */
  holder: Read<string[] | null> | null;
  listed: Read<Entries<ConnectedApp>>;
  /** Null for an id of nobody. */
  member: Read<MemberInDetail | null>;
  organization: Read<Organization>;
  policy: Read<ProjectPolicy>;
  record: Read<Remembered>;
}

const maxChanges = 20;
const appKinds = ['appeared', 'vanished', 'returned', 'first-read'] as const;

async function remember(
  record: ObservationRecord,
  organizationId: string,
  { memberId, appId }: Subject,
): Promise<Remembered> {
  const all = [organizationId, 0, Number.MAX_SAFE_INTEGER] as const;
  const page = { limit: maxChanges, after: null, appId };
  const [seen, history, ofGrant, ofApp] = await Promise.all([
    record.appsSeen(organizationId),
    record.historyOfMember(organizationId, memberId),
    record.changesBetween(...all, { ...page, memberId }),
    record.changesBetween(...all, { ...page, kinds: appKinds }),
  ]);
  if (seen === null || history === null) throw new AppError('record-unavailable');
  const changes = [...ofGrant.changes, ...ofApp.changes].toSorted((a, b) => b.at - a.at);
  return {
    recordedSince: seen.firstListAt,
    app: seen.apps.find(({ id }) => id === appId) ?? null,
    isMemberSeen: history.length > 0,
    seen: history.find(({ app }) => app.id === appId) ?? null,
    changes: changes.slice(0, maxChanges),
    isCut: changes.length > maxChanges || ofGrant.next !== null || ofApp.next !== null,
  };
}

/** What is not found in an answer may be in what could not be read of it: then it does not tell. */
function assertTells(isFound: boolean, unreadable: number, operation: string): void {
  if (!isFound && unreadable > 0) throw new UpstreamError('invalid', operation, { status: 200 });
}

const isApp =
  (appId: string) =>
  ({ connectedAppId }: ConnectedApp) =>
    connectedAppId === appId;

/** The grants of a member; of somebody whom Stytch does not know it tells none. */
async function readGrants(
  stytch: StytchReader,
  viewer: Viewer,
  { memberId, appId }: Subject,
  options: Tell & { signal: AbortSignal },
) {
  try {
    const apps = await stytch.connectedApps.ofMember(viewer, memberId, options);
    const isFound = apps.items.some(({ app }) => isApp(appId)(app));
    assertTells(isFound, apps.unreadable, 'connectedApps.ofMember');
    return { isMemberKnown: true, ...apps };
  } catch (error) {
    if (!isNotFound(error)) throw error;
    if (error.upstreamRequestId !== null) options.onRequestId(error.upstreamRequestId);
    return { isMemberKnown: false, items: [], unreadable: 0 };
  }
}

async function readList(
  stytch: StytchReader,
  viewer: Viewer,
  appId: string,
  options: Tell & { signal: AbortSignal },
) {
  const list = await stytch.connectedApps.list(viewer, options);
  assertTells(list.items.some(isApp(appId)), list.unreadable, 'connectedApps.list');
  return list;
}

/** The scopes that an app itself names for a member; null where it does not name them. */
function scopesOf({ columns }: LiveApp, memberId: string): string[] | null {
  const { packed, scopes } = columns;
  const { ids, sets, ends, entries } = unpackColumns(packed.layout, packed.bytes);
  for (let row = 0; row < ids.length; row += 1) {
    if (ids.at(row) !== memberId) continue;
    const set = sets[row] ?? 0;
    const own = entries.subarray(set === 0 ? 0 : ends[set - 1], ends[set]);
    return Array.from(own, (scope) => scopes[scope]?.name ?? '');
  }
  assertTells(false, columns.unreadable, 'connectedApps.get');
  return null;
}

/**
 * Reads everything at once and anew, so that nothing is told that was true a minute ago. Stytch does
 * not know everybody who still holds a grant: of such a member the app itself is asked.
 */
export async function readFacts(
  { stytch, apps, record }: FactSources,
  viewer: Viewer,
  subject: Subject,
  signal: AbortSignal,
): Promise<Facts> {
  const { organizationId } = viewer;
  const { memberId, appId } = subject;
  const [grants, listed, member, organization, policy, remembered] = await Promise.all([
    attempt('member-apps', (tell) => readGrants(stytch, viewer, subject, { ...tell, signal })),
    attempt('apps', (tell) => readList(stytch, viewer, appId, { ...tell, signal })),
    viewer.can.readMembers
      ? attempt('member', (tell) => stytch.members.inDetail(viewer, memberId, { ...tell, signal }))
      : notAllowed<MemberInDetail | null>('member'),
    attempt('organization', (tell) =>
      stytch.organizations.get(organizationId, { ...tell, signal }),
    ),
    attempt('policy', (tell) => stytch.rbac.policy({ ...tell, signal })),
    attempt('record', () => remember(record, organizationId, subject)),
  ]);
  const isListed = listed.value?.items.some(isApp(appId)) ?? true;
  const holder =
    grants.value?.isMemberKnown === false && isListed
      ? await attempt('app', async (tell) => {
          const live = await apps.read(viewer, appId, signal);
          if (live.requestId !== null) tell.onRequestId(live.requestId);
          return scopesOf(live, memberId);
        })
      : null;
  return {
    ...subject,
    grants,
    holder,
    listed,
    member,
    organization,
    policy,
    record: remembered,
  };
}
