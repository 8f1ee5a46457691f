import { memberStatuses } from '#contract/members.ts';
import type { Handlers } from '../../http/handler.ts';
import type { Directory } from '../../graph/directory.ts';
import { isStytchId } from '../../stytch/ids.ts';

/** Handlers of the organization's members. */
export type MemberHandlers = Pick<Handlers, 'memberLookup'>;

/**
 * Makes the handlers. A lookup stays inside the viewer's organization: an id of another one is left
 * out of the answer exactly as an id that never existed.
 */
export function createMemberHandlers(deps: {
  directory: Directory;
  now: () => number;
}): MemberHandlers {
  return {
    async memberLookup({ viewer, body, signal }) {
      const wanted = [...new Set(body.ids)].filter((id) => isStytchId('member', id));
      const members = await deps.directory.lookUp(viewer, wanted, signal);
      return {
        asOf: deps.now(),
        ids: members.map(({ memberId }) => memberId),
        names: members.map(({ name }) => name),
        emails: members.map(({ email }) => email),
        statuses: members.map(({ status }) => memberStatuses.indexOf(status)),
      };
    },
  };
}
