import { connectedMembers, graphTable, grantsOfScope } from '../support/graph-table.ts';
import { expect, people, signIn, test } from '../support/test.ts';
import { foundryNotes } from '../support/truth.ts';

const grid = 'Grants of the scope';
const path = '/scopes/billing%3Aexport';

test('the page of a scope says what it allows, why it counts as it does and which roles back it', async ({
  page,
  sandbox,
}) => {
  const grants = grantsOfScope(await sandbox.truth('acme-robotics'), 'billing:export');
  await signIn(page, people.admin, { at: '/scopes' });
  await page.getByRole('link', { name: /billing:export/ }).click();
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { level: 1 })).toHaveText('billing:export');
  await expect(main).toContainText('Sensitive');
  await expect(main).toContainText('Export all invoices and payment records');
  await expect(main).toContainText('Rule bulk, built in.');
  const permissions = main.getByRole('table', { name: 'Permissions of billing:export' });
  await expect(permissions.getByRole('row', { name: /^billing\.export/ })).toContainText(
    'stytch_admin',
  );
  const holders = new Set(grants.map(({ memberId }) => memberId)).size;
  await expect(main).toContainText(`${holders} people granted it`);
  const table = graphTable(page, grid);
  await expect(table.grid).toHaveAttribute('aria-rowcount', String(grants.length + 1));
});

test('grants are narrowed by app and by what roles make of them, and the address keeps it', async ({
  page,
  sandbox,
}) => {
  const grants = grantsOfScope(await sandbox.truth('acme-robotics'), 'billing:export');
  const notes = grants.filter(({ clientId }) => clientId === foundryNotes.id).length;
  await signIn(page, people.admin, { at: path });
  const table = graphTable(page, grid);
  await expect(table.allNames).toBeVisible();
  await table.facet('App').click();
  await page
    .getByRole('dialog', { name: 'Filter by app' })
    .getByRole('checkbox', { name: new RegExp(`^Foundry Notes ?${notes}$`) })
    .check();
  await expect(table.result).toHaveText(`${notes} of ${grants.length} grants`);
  await page.keyboard.press('Escape');
  await table.facet('Access').click();
  const access = page.getByRole('dialog', { name: 'Filter by effective access' });
  await access.getByRole('checkbox', { name: /^Backed ?\d+$/ }).check();
  await page.keyboard.press('Escape');
  await expect(table.row('Amara Okafor')).toContainText('Backed');
  for (const row of await table.rows.all()) await expect(row).not.toContainText('Dormant');
  await expect(page).toHaveURL(/\?app=connected-app-test-[^&]+&access=backed$/);
  await page.reload();
  await expect(table.row('Amara Okafor')).toBeVisible();
  await expect(table.facet('Access')).toContainText('is backed');
});

test('dormant grants come first and are counted', async ({ page }) => {
  await signIn(page, people.admin, { at: path });
  const table = graphTable(page, grid);
  await expect(table.rows.first()).toContainText('Dormant');
  const fact = page.getByRole('button', { name: /^\d+ dormant grants?$/ });
  const count = Number((await fact.textContent())?.match(/\d+/)?.[0]);
  await fact.click();
  await expect(table.grid).toHaveAttribute('aria-rowcount', String(count + 1));
});

test('grants are found by app, and sorted by it', async ({ page, sandbox }) => {
  const grants = grantsOfScope(await sandbox.truth('acme-robotics'), 'billing:export');
  const notes = grants.filter(({ clientId }) => clientId === foundryNotes.id).length;
  await signIn(page, people.admin, { at: path });
  const table = graphTable(page, grid);
  await expect(table.allNames).toBeVisible();
  await table.search.fill('foundry');
  await expect(table.result).toHaveText(`${notes} of ${grants.length} grants`);
  await table.search.fill('');
  await table.head('App').getByRole('button').click();
  await expect(table.rows.first()).toContainText('Foundry Notes');
  await table.head('App').getByRole('button').click();
  await expect(table.rows.first()).not.toContainText('Foundry Notes');
});

test('a member with two grants is two rows, of which one can be selected', async ({
  page,
  sandbox,
}) => {
  const truth = await sandbox.truth('acme-robotics');
  const grants = grantsOfScope(truth, 'billing:export');
  const twice = connectedMembers(truth).find(
    ({ memberId, status }) =>
      status === 'active' && grants.filter((grant) => grant.memberId === memberId).length === 2,
  );
  await signIn(page, people.admin, { at: `${path}?q=${twice?.memberId}` });
  const table = graphTable(page, grid);
  await expect(table.rows).toHaveCount(2);
  await expect(table.row(twice?.name ?? 'nobody')).toHaveCount(2);
  await table.rows.first().getByRole('checkbox').click();
  await expect(table.rows.nth(0)).toHaveAttribute('aria-selected', 'true');
  await expect(table.rows.nth(1)).toHaveAttribute('aria-selected', 'false');
  await expect(table.selection).toContainText(`1 of ${grants.length} selected`);
});

test('a grant opens in full and leads to its member and its app', async ({ page }) => {
  await signIn(page, people.admin, { at: `${path}?q=amara.okafor+foundry` });
  const table = graphTable(page, grid);
  await table.row('Amara Okafor').getByText('Amara Okafor').click();
  await expect(table.sheet).toContainText('40 scopes granted to Foundry Notes');
  await expect(table.sheet).toContainText('Backed');
  await expect(
    table.sheet.getByRole('link', { name: 'All who use Foundry Notes' }),
  ).toHaveAttribute('href', foundryNotes.path);
  await table.sheet.getByRole('link', { name: 'All that the member connected' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Amara Okafor' })).toBeVisible();
});

test('a scope that nobody granted is not found', async ({ page, guard }) => {
  guard.expect(/status of 404.*scopes/);
  await signIn(page, people.admin, { at: '/scopes/nobody%3Agranted' });
  await expect(page.getByRole('heading', { level: 1, name: 'Not found' })).toBeVisible();
});
