import type { MissingPart } from '#contract/missing.ts';
import type { Caller } from '../stytch/types.ts';
import type { OrganizationFacts } from './facts.ts';
import { orNull } from './or-null.ts';

/** How many members the organization has, and whether that is missing. */
interface MemberCount {
  /** Null where it could not be read, is not counted by Stytch, or may not be known by the viewer. */
  memberCount: number | null;
  /** Says so unless the viewer may not know it anyhow. */
  missing: MissingPart[];
}

/** Reads the member count as every view shows it. Throws UpstreamError when the session has ended. */
export async function readMemberCount(
  facts: OrganizationFacts,
  viewer: Caller & { can: { readMembers: boolean } },
): Promise<MemberCount> {
  if (!viewer.can.readMembers) return { memberCount: null, missing: [] };
  const memberCount = await orNull(facts.memberCount(viewer));
  return { memberCount, missing: memberCount === null ? ['member-count'] : [] };
}
