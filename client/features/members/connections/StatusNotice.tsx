import type { MemberPage } from '#contract/member-page.ts';
import type { MemberStatus } from '#contract/members.ts';
import { formatCountOf } from '../../../ui/format.ts';
import { Notice } from '../../../ui/Notice.tsx';

const meanings: Record<Exclude<MemberStatus, 'active'>, { title: string; meaning: string }> = {
  deleted: {
    title: 'Departed, and still holds',
    meaning:
      'This person is no longer a member, and Stytch still lists what they granted. Without a role nothing that roles decide is backed any more; scopes that need no role, such as offline_access, are not stopped by that.',
  },
  unknown: {
    title: 'Unknown, and still holds',
    meaning:
      'No member of this organization has this id: not even a deleted one. Stytch still lists grants under it, so somebody granted them once.',
  },
  pending: {
    title: 'Pending, and already holds',
    meaning:
      'A pending member has not signed in to this organization yet, and an app is connected by somebody who is signed in. Look at how these grants came about.',
  },
  invited: {
    title: 'Invited, and already holds',
    meaning:
      'An invited member has not accepted the invitation yet, and an app is connected by somebody who is signed in. Look at how these grants came about.',
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
