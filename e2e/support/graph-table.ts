import type { Page } from '@playwright/test';
import type { Truth } from './sandbox.ts';

/** The parts of a page whose table is one of the whole graph, by the name of its grid. */
export const graphTable = (page: Page, name: string) => {
  const grid = page.getByRole('grid', { name });
  return {
    search: page.getByRole('searchbox', { name: /^Search members and (?:apps|scopes)$/ }),
    grid,
    /** Rows that exist now; others come when they are scrolled to. */
    rows: grid.getByRole('row').filter({ has: page.getByRole('gridcell') }),
    row: (member: string) => grid.getByRole('row', { name: `Select ${member}` }),
    head: (column: string) => grid.getByRole('columnheader', { name: column }),
    /** How many rows are shown, in words. */
    result: page
      .getByRole('status')
      .filter({ hasText: /^[\d,]+ (?:of [\d,]+ )?(?:person|people|grants?)(?: so far)?$/ }),
    allNames: page.getByText(/\b([\d,]+) of \1 (?:names read|grants)/),
    /** The button of a facet. */
    facet: (about: string) =>
      page
        .getByRole('button', { name: new RegExp(`^${about}(?: is .+)?$`) })
        .and(page.locator('[aria-haspopup="dialog"]')),
    selection: page.getByRole('group', { name: 'Selection' }),
    sheet: page.getByRole('dialog', { name: 'Grant' }),
  };
};

/** What a member granted, by the sandbox's own account. */
interface Connected {
  memberId: string;
  name: string;
  status: string;
  apps: number;
  scopes: ReadonlySet<string>;
}

/** Everybody who granted anything; one that is no member has the status `unknown` and no name. */
export function connectedMembers({ apps, members }: Truth): Connected[] {
  const byId = new Map(members.map((member) => [member.memberId, member]));
  const held = new Map<string, string[][]>();
  for (const { memberId, scopes } of apps.flatMap(({ holders }) => holders)) {
    held.set(memberId, [...(held.get(memberId) ?? []), scopes]);
  }
  return Array.from(held, ([memberId, grants]) => ({
    memberId,
    name: byId.get(memberId)?.name ?? '',
    status: byId.get(memberId)?.status ?? 'unknown',
    apps: grants.length,
    scopes: new Set(grants.flat()),
  }));
}

/** Every grant that holds a scope, by the sandbox's own account. */
export function grantsOfScope({ apps }: Truth, scope: string) {
  return apps.flatMap(({ clientId, holders }) =>
    holders
      .filter(({ scopes }) => scopes.includes(scope))
      .map(({ memberId }) => ({ clientId, memberId })),
  );
}
