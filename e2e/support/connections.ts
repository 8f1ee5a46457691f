import type { Page } from '@playwright/test';
import type { Holder } from './truth.ts';
import type { Truth } from './sandbox.ts';

/** The parts of a member's page and of one's own apps, as somebody would name them. */
export const connectionsPage = (page: Page) => {
  const table = page.getByRole('table').first();
  const row = (app: string) =>
    table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: app }) });
  return {
    search: page.getByRole('searchbox', { name: 'Search apps and scopes' }),
    /** The apps, in their order. */
    apps: table.locator(':scope > tbody > tr > th'),
    row,
    /** The button that lays the scopes of an app open. */
    explain: (app: string) => row(app).getByRole('button', { name: `Show details of ${app}` }),
    /** The scopes of an app, laid open. */
    scopes: (app: string) => page.getByRole('list', { name: new RegExp(`scopes? of ${app}$`) }),
    /** How many apps are shown, in words. */
    result: page.getByRole('status').filter({ hasText: /^(?:\d+ of )?\d+ apps?$/ }),
    notice: page.getByRole('main').getByRole('status'),
  };
};

/** What a member holds, by the sandbox's own account. Throws for an address that nobody has. */
export function heldBy({ members, apps }: Truth, email: string) {
  const member = members.find((known) => known.email === email);
  if (member === undefined) throw new Error(`nobody has the address ${email}`);
  const grants = apps.flatMap(({ clientId, holders }) =>
    holders
      .filter(({ memberId }) => memberId === member.memberId)
      .map(({ scopes }: Pick<Holder, 'scopes'>) => ({ clientId, scopes })),
  );
  return { ...member, path: `/members/${member.memberId}`, grants };
}
