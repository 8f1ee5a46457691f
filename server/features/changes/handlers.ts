import type { SightingRecord } from '../../graph/record.ts';
import type { Handlers } from '../../http/handler.ts';

const changesAPage = 100;

/** Makes the handler of what has changed, by Grantscope's record; Stytch is not asked. */
export function createChangeHandlers(deps: { record: SightingRecord }): Pick<Handlers, 'changes'> {
  const { record } = deps;
  return {
    async changes({ viewer: { organizationId }, body }) {
      const { from, to, kinds, app, member, after } = body;
      const filter = {
        limit: changesAPage,
        after,
        ...(kinds.length === 0 ? {} : { kinds }),
        ...(app === null ? {} : { appId: app }),
        ...(member === null ? {} : { memberId: member }),
      };
      const [recordedSince, totals, page] = await Promise.all([
        record.recordedSince(organizationId),
        after === null ? record.totalsBetween(organizationId, from, to) : [],
        record.changesBetween(organizationId, from, to, filter),
      ]);
      return { recordedSince, totals, changes: page.changes, next: page.next };
    },
  };
}
