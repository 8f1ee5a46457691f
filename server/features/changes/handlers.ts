import { changeKinds, type Changes } from '#contract/changes.ts';
import type { GrantObserver } from '../../observations/observer.ts';
import type { ObservationRecord } from '../../observations/record.ts';
import type { Handlers } from '../../http/handler.ts';

interface Deps {
  record: ObservationRecord;
  observer: GrantObserver;
}

const changesAPage = 100;
/** That Grantscope read an app for the first time is no change; it is told when it is asked for. */
const usualKinds = changeKinds.filter((kind) => kind !== 'first-read');

/** Says of each new app what its first reading found, which came a moment after its name. */
async function withFirstReadings(
  record: ObservationRecord,
  organizationId: string,
  changes: Changes['changes'],
): Promise<Changes['changes']> {
  const fresh = changes.filter(({ kind }) => kind === 'appeared');
  const ids = fresh.map(({ app }) => app.id);
  const readings = await record.firstReadings(organizationId, ids);
  return changes.map((change) => {
    const reading = change.kind === 'appeared' ? readings.get(change.app.id) : undefined;
    if (reading === undefined) return change;
    return { ...change, members: reading.members, scopesAfter: reading.scopes };
  });
}

/** Makes the handler of what has changed, by Grantscope's record; Stytch is not asked. */
export function createChangeHandlers({ record, observer }: Deps): Pick<Handlers, 'changes'> {
  return {
    async changes({ viewer: { organizationId }, body }) {
      const { from, to, kinds, app, member, after } = body;
      const filter = {
        limit: changesAPage,
        after,
        kinds: kinds.length === 0 ? usualKinds : kinds,
        ...(app === null ? {} : { appId: app }),
        ...(member === null ? {} : { memberId: member }),
      };
      // Asked first: what is recorded while the rest is read is then asked for once more.
      const pending = observer.isPending(organizationId);
      const [recordedSince, totals, page] = await Promise.all([
        record.recordedSince(organizationId),
        after === null ? record.totalsBetween(organizationId, from, to) : [],
        record.changesBetween(organizationId, from, to, filter),
      ]);
      const changes = await withFirstReadings(record, organizationId, page.changes);
      return { recordedSince, totals, changes, next: page.next, pending };
    },
  };
}
