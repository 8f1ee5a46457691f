import type { Reach } from '#contract/connected-apps.ts';
import type { GrantTableHead } from '#contract/grant-table.ts';
import type { MissingPart } from '#contract/missing.ts';
import { packHead } from '#contract/packed-rows.ts';
import type { LiveApp } from '../../live/apps.ts';
import { presentApp } from '../../views/present-app.ts';
import type { GrantColumns } from '../../live/read-response.ts';
import { EncodedResponse } from '../../http/encoded-response.ts';
import { withoutRules, type ScopeClassifier } from '../../scopes/classifier.ts';
import { compareScopes, compareWeight } from '../../scopes/order.ts';
import type { Organization, ProjectPolicy } from '../../stytch/types.ts';

/** How far an app reaches: its people, and how many of them granted each scope. */
export function presentReach(
  { members: people, scopes }: GrantColumns,
  asOf: number,
  classifier: ScopeClassifier,
): Reach {
  const classed = scopes.map(({ name, members: holders }) => ({
    name,
    people: holders,
    class: classifier.classify(name).class,
  }));
  const ordered = classed.toSorted(
    (a, b) => compareWeight(a, b) || b.people - a.people || compareScopes(a, b),
  );
  return { asOf, people, scopes: ordered };
}

/** What surrounds the grants of an app; null where it could not be read. */
interface Surroundings {
  policy: ProjectPolicy | null;
  organization: Organization | null;
  memberCount: number | null;
  /** Whether the member count is missing. */
  missing: readonly MissingPart[];
}

function presentHead(
  { columns: { app, scopes, unreadable, packed } }: LiveApp,
  { policy, organization, memberCount, missing: counted }: Surroundings,
  classifier: ScopeClassifier,
): GrantTableHead {
  const missing: MissingPart[] = [];
  if (policy === null) missing.push('scope-descriptions');
  else if (policy.unreadable.scopes > 0) missing.push('some-definitions');
  if (organization === null) missing.push('policy');
  missing.push(...counted);
  const names = scopes.map(({ name }) => name);
  return {
    app: presentApp(app, organization),
    memberCount,
    scopes: withoutRules(classifier.describe(names, policy)),
    missing,
    unreadable,
    layout: packed.layout,
  };
}

/** Encodes the table of an app as Stytch has just told it, for a viewer of these surroundings. */
type EncodeTable = (view: LiveApp, surroundings: Surroundings) => EncodedResponse;

/**
 * Makes an `EncodeTable`. Columns were packed once, when Stytch's answer was read; the head is made
 * again only when something in it may have changed.
 */
export function createTableEncoder(classifier: ScopeClassifier): EncodeTable {
  const known = new WeakMap<
    GrantColumns,
    { surroundings: Surroundings; answer: EncodedResponse }
  >();
  return (view, surroundings) => {
    const { asOf, digest, columns } = view;
    const last = known.get(columns);
    const isSame =
      last?.surroundings.policy === surroundings.policy &&
      last.surroundings.organization === surroundings.organization &&
      last.surroundings.memberCount === surroundings.memberCount &&
      last.surroundings.missing.length === surroundings.missing.length;
    if (last !== undefined && isSame) return last.answer.trueAt(asOf);
    const head = packHead(presentHead(view, surroundings, classifier));
    const answer = EncodedResponse.of(asOf, [digest, head], [head, columns.packed.bytes]);
    known.set(columns, { surroundings, answer });
    return answer;
  };
}
