import type { SupportCases } from '../../audit/cases.ts';
import { AppError } from '../../errors.ts';
import { nameWithoutAddress } from '../../views/shown-member.ts';
import type { Viewer } from '../../http/handler.ts';
import { isStytchId } from '../../stytch/ids.ts';

/** A member of support, at the desk, as the cases know them and customers are told of them. */
export function staffOf({ memberId, organizationId, self }: Viewer) {
  return { memberId, organizationId, name: nameWithoutAddress(self.name) };
}

/**
 * Makes what shows a member of support a customer's organization: as a viewer of it who may read
 * everything and change nothing, for as long as their case goes on. Throws `case-needed` for an
 * organization without a case, whether or not it exists, and `case-ended`.
 */
export function createEnterCase(cases: SupportCases) {
  return async (viewer: Viewer, organizationId: string): Promise<Viewer> => {
    // Slugs and external ids stand for an organization upstream, too.
    if (!isStytchId('organization', organizationId)) throw new AppError('case-needed');
    const staff = staffOf(viewer);
    const supportCase = await cases.latest(staff, organizationId);
    if (supportCase === null) throw new AppError('case-needed');
    if (!cases.isLive(supportCase)) throw new AppError('case-ended');
    return {
      ...viewer,
      organizationId,
      // Theirs is a session of another organization.
      sessionToken: null,
      can: { readConnectedApps: true, readMembers: true, revoke: false, inspectCustomers: false },
      support: { supportCase, staff },
    };
  };
}
