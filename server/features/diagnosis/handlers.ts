import { AppError } from '../../errors.ts';
import { presentApp } from '../../views/present-app.ts';
import { shownTo } from '../../views/shown-member.ts';
import type { Handlers, Viewer } from '../../http/handler.ts';
import type { ScopeClassifier } from '../../scopes/classifier.ts';
import { isStytchId } from '../../stytch/ids.ts';
import { checkAll } from './checks.ts';
import { readFacts, type Facts, type FactSources } from './facts.ts';
import { cardOf, grantNow } from './grant.ts';
import type { Read } from './reading.ts';
import { verdictOf } from './verdict.ts';

interface Deps extends FactSources {
  classifier: ScopeClassifier;
  now: () => number;
}

/** Throws why it is not known: that could not be read, or there is no such thing. */
function assertKnown(isKnown: boolean, reads: readonly Read<unknown>[]): void {
  if (isKnown) return;
  throw reads.find(({ error }) => error !== null)?.error ?? new AppError('not-found');
}

/** Whether Stytch told what the member connected. */
const tells = ({ value }: Facts['grants']) => value?.isMemberKnown === true;

/** A foreign id is answered exactly as one that never existed, for members and for apps. */
function assertBothKnown(facts: Facts, viewer: Viewer): void {
  const { grants, listed, member, record } = facts;
  const isThere = (grantNow(facts) ?? null) !== null;
  const remembered = record.value;
  assertKnown(isThere || cardOf(facts) !== null || (remembered?.app ?? null) !== null, [listed]);
  const isSeen = remembered?.isMemberSeen === true;
  // For support, which has no session here, Stytch may tell of the members of others, too.
  const isOurs =
    viewer.support === null || isSeen || (member.value ?? null) !== null || !tells(grants);
  const hasGrants = isThere || (grants.value?.items.length ?? 0) > 0;
  const isMemberKnown =
    // What Stytch answers about the apps of somebody it does not know is documented nowhere.
    member.value === undefined ? tells(grants) : member.value !== null;
  assertKnown(isOurs && (isMemberKnown || hasGrants || isSeen), [grants, member]);
}

/** Makes the handler that tells how it stands between one member and one app. */
export function createDiagnosisHandlers(deps: Deps): Pick<Handlers, 'diagnosis'> {
  const { classifier, now } = deps;
  return {
    async diagnosis({ viewer, body: { member: memberId, app: appId }, signal }) {
      const areIds = isStytchId('member', memberId) && isStytchId('connected-app', appId);
      if (!areIds) throw new AppError('not-found');
      const facts = await readFacts(deps, viewer, { memberId, appId }, signal);
      assertBothKnown(facts, viewer);
      const { member, record, organization } = facts;
      const card = cardOf(facts);
      const checks = checkAll(facts, classifier);
      return {
        asOf: now(),
        member: { id: memberId, ...shownTo(viewer, member.value ?? { name: '', email: '' }) },
        app: {
          id: appId,
          name: card?.name ?? record.value?.app?.name ?? '',
          card: card === null ? null : presentApp(card, organization.value ?? null),
        },
        verdict: verdictOf(checks),
        checks,
      };
    },
  };
}
