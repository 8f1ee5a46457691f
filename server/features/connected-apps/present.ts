import type { ConnectedApp as AppView, GrantTable, Reach } from '#contract/connected-apps.ts';
import type { LiveApp } from '../../graph/live-apps.ts';
import type { GrantColumns } from '../../graph/read-answer.ts';
import { EncodedAnswer } from '../../http/encoded-answer.ts';
import type { ScopeBook } from '../../scopes/book.ts';
import { compareScopes, compareWeight } from '../../scopes/order.ts';
import type { ConnectedApp, Organization } from '../../stytch/types.ts';
import { policyStateOf } from './policy.ts';

/** An app as the browser sees it; its logo's address stays here. */
export function presentApp(app: ConnectedApp, organization: Organization | null): AppView {
  return {
    id: app.connectedAppId,
    name: app.name,
    description: app.description,
    clientType: app.clientType,
    clientTypeRaw: app.clientTypeRaw,
    hasLogo: app.logoUrl !== null,
    policy: policyStateOf(app, organization),
  };
}

/** How far an app reaches: its members, and how many of them granted each scope. */
export function presentReach(
  { members, scopes }: GrantColumns,
  asOf: number,
  book: ScopeBook,
): Reach {
  const classed = scopes.map((scope) => ({ ...scope, class: book.classify(scope.name).class }));
  const ordered = classed.toSorted(
    (a, b) => compareWeight(a, b) || b.members - a.members || compareScopes(a, b),
  );
  return { asOf, members, scopes: ordered };
}

type Surroundings = Omit<GrantTable, 'scopeSets' | 'members'>;

/**
 * An app's table as JSON in parts, the long one as it was encoded once. It is what the contract calls
 * a `GrantTable`.
 */
export function encodeTable(
  { asOf, digest, columns }: LiveApp,
  surroundings: Surroundings,
): EncodedAnswer {
  // Without its closing brace, to go on with the columns.
  const head = JSON.stringify(surroundings).slice(0, -1);
  const parts = [Buffer.from(`${head},`), columns.json, Buffer.from('}')];
  return new EncodedAnswer(asOf, `${digest} ${head}`, parts);
}
