import type { MemberPage } from '#contract/member-page.ts';
import type { MemberStatus } from '#contract/members.ts';
import { formatCountOf } from '../../../ui/format.ts';
import { Notice } from '../../../ui/Notice.tsx';

const meanings: Record<Exclude<MemberStatus, 'active'>, { title: string; meaning: string }> = {
  deleted: {
    title: 'Former member with',
    meaning:
      'They no longer have a role, so most of this access is inactive. Access that needs no role, like offline_access, still works.',
  },
  unknown: {
    title: 'Unknown person with',
    meaning:
      'We can’t find this member, not even among deleted ones, but Stytch still lists their grants.',
  },
  pending: {
    title: 'Pending member with',
    meaning:
      'They haven’t signed in to this organization yet, and connecting an app takes signing in. Check how these grants came about.',
  },
  invited: {
    title: 'Invited member with',
    meaning:
      'They haven’t accepted the invitation yet, and connecting an app takes signing in. Check how these grants came about.',
  },
};

/** Says what it means that somebody who is no active member holds grants; nothing for all others. */
export function StatusNotice({ page: { member, apps } }: { page: MemberPage }) {
  if (member.status === 'active' || apps.length === 0) return null;
  const { title, meaning } = meanings[member.status];
  return (
    <Notice tone="warning" title={`${title} ${formatCountOf(apps.length, 'grant')}.`}>
      {meaning}
    </Notice>
  );
}
