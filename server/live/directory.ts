import { LRUCache } from 'lru-cache';
import type { StytchReader } from '../stytch/client.ts';
import type { Caller, Entries, Member } from '../stytch/types.ts';

/** Who the members of organizations are. */
export interface Directory {
  /**
   * The members with these ids, in this order. Ids of nobody in the caller's organization are left out.
   * Members whose records could not be read are left out too, and counted: then it is unknown which of the
   * missing ids belong to nobody. The caller must have checked that members may be read: names that another
   * viewer of the organization read within the last minute are not requested again. Throws UpstreamError.
   */
  lookUp(
    caller: Caller,
    memberIds: readonly string[],
    signal: AbortSignal,
    /** Epoch ms: names that were fresh then do. Null: only those that are now. */
    freshAt?: number | null,
  ): Promise<Entries<Member>>;
}

interface Entry {
  /** Null for an id of nobody. */
  member: Member | null;
  /** Epoch ms. */
  readAt: number;
}

const keptMs = 60_000;
/** Of all organizations together; about 200 bytes each. */
const maxMembersKept = 250_000;

/** Names are kept per organization and nowhere else. `now` is epoch ms. */
export function createDirectory(stytch: StytchReader, now: () => number): Directory {
  const organizations = new LRUCache<string, Map<string, Entry>>({
    maxSize: maxMembersKept,
    sizeCalculation: ({ size }) => size + 1,
  });

  function keep(
    organizationId: string,
    asked: readonly string[],
    { items, unreadable }: Entries<Member>,
  ): void {
    const entries = organizations.get(organizationId) ?? new Map<string, Entry>();
    const readAt = now();
    if (unreadable === 0) for (const id of asked) entries.set(id, { member: null, readAt });
    for (const member of items) entries.set(member.memberId, { member, readAt });
    // Setting it again is what makes the cache see its new size.
    organizations.delete(organizationId);
    organizations.set(organizationId, entries);
  }

  return {
    async lookUp(caller, memberIds, signal, freshAt = null) {
      const { organizationId } = caller;
      const freshFrom = (freshAt ?? now()) - keptMs;
      const known = new Map<string, Member | null>();
      const missing: string[] = [];
      const entries = organizations.get(organizationId);
      for (const id of memberIds) {
        const entry = entries?.get(id);
        if (entry === undefined || entry.readAt <= freshFrom) missing.push(id);
        else known.set(id, entry.member);
      }
      let unreadable = 0;
      if (missing.length > 0) {
        const found = await stytch.members.byIds(caller, missing, { signal });
        keep(organizationId, missing, found);
        for (const member of found.items) known.set(member.memberId, member);
        unreadable = found.unreadable;
      }
      return { items: memberIds.flatMap((id) => known.get(id) ?? []), unreadable };
    },
  };
}
