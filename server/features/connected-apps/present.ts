import type { Reach } from '#contract/connected-apps.ts';
import type { GrantTableHead } from '#contract/grant-table.ts';
import { packHead } from '#contract/packed-rows.ts';
import type { LiveApp } from '../../graph/live-apps.ts';
import type { GrantColumns } from '../../graph/read-answer.ts';
import { EncodedAnswer } from '../../http/encoded-answer.ts';
import type { ScopeBook } from '../../scopes/book.ts';
import { compareScopes, compareWeight } from '../../scopes/order.ts';

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

/** An app's table; its columns were packed once, when Stytch's answer was read. */
export function encodeTable(
  { asOf, digest, columns }: LiveApp,
  surroundings: Omit<GrantTableHead, 'layout'>,
): EncodedAnswer {
  const { layout, bytes } = columns.packed;
  const head = packHead({ ...surroundings, layout });
  return new EncodedAnswer(asOf, [digest, head], [head, bytes]);
}
