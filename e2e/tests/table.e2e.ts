import { appPage, pick } from '../support/app-page.ts';
import { expect, people, signIn, test } from '../support/test.ts';
import { foundryNotes, holdersOf, type Holder } from '../support/truth.ts';

/** How many holders there are of each scope or of each status. */
function countBy(holders: readonly Holder[], keysOf: (holder: Holder) => readonly string[]) {
  const counts = new Map<string, number>();
  for (const key of holders.flatMap(keysOf)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

test('the scope facet counts truly and narrows to any chosen scope', async ({ page, sandbox }) => {
  const holders = holdersOf(await sandbox.truth('acme-robotics'), foundryNotes.id);
  await signIn(page, people.admin, { at: foundryNotes.path });
  const app = appPage(page);
  await expect(app.allNames).toBeVisible();
  await app.scopeFacet.click();
  const facet = page.getByRole('dialog', { name: 'Filter by scope' });
  const counts = countBy(holders, ({ scopes }) => scopes);
  await expect(facet.getByRole('checkbox')).toHaveCount(counts.size + 1);
  for (const [scope, count] of counts) {
    const name = new RegExp(`^(?:(?:High risk|Sensitive): ?)?${escaped(scope)} ?${count}$`);
    await expect(facet.getByRole('checkbox', { name })).toBeVisible();
  }

  const either = ['documents:write', 'billing:export'];
  await facet.getByRole('searchbox', { name: 'Search scopes' }).fill('write');
  await facet.getByRole('checkbox', { name: /^documents:write/ }).check();
  await facet.getByRole('searchbox', { name: 'Search scopes' }).fill('');
  await facet.getByRole('checkbox', { name: /billing:export/ }).check();
  const chosen = holders.filter(({ scopes }) => either.some((scope) => scopes.includes(scope)));
  await expect(app.result).toHaveText(`${chosen.length} of ${holders.length} people`);
  await facet.getByRole('button', { name: 'Clear scopes' }).click();
  await expect(app.result).toHaveText(`${holders.length} people`);
});

test('the status facet counts truly and narrows to the chosen status', async ({
  page,
  sandbox,
}) => {
  const holders = holdersOf(await sandbox.truth('acme-robotics'), foundryNotes.id);
  await signIn(page, people.admin, { at: foundryNotes.path });
  const app = appPage(page);
  await expect(app.allNames).toBeVisible();
  await app.statusFacet.click();
  const facet = page.getByRole('dialog', { name: 'Filter by status' });
  const counts = countBy(holders, ({ status }) => [status]);
  await expect(facet.getByRole('checkbox')).toHaveCount(counts.size);
  for (const [status, count] of counts) {
    const name = new RegExp(`^${status} ?${count}$`, 'i');
    await expect(facet.getByRole('checkbox', { name })).toBeVisible();
  }
  await facet.getByRole('checkbox', { name: /^Unknown/ }).check();
  await expect(app.rows).toHaveCount(1);
  await expect(app.rows).toContainText('No member of this organization has this id');
  await expect(page).toHaveURL(/\?status=unknown$/);
});

test('a bar of the reach chart filters the table by its scope', async ({ page, sandbox }) => {
  const holders = holdersOf(await sandbox.truth('acme-robotics'), foundryNotes.id);
  const writers = holders.filter(({ scopes }) => scopes.includes('documents:write')).length;
  await signIn(page, people.admin, { at: foundryNotes.path });
  const app = appPage(page);
  const chart = page.getByRole('region', { name: 'Reach by scope' });
  const bar = chart.getByRole('button', { name: /^documents:write, Writes/ });
  await expect(bar).toHaveAccessibleName(
    `documents:write, Writes: ${writers} of ${holders.length} people`,
  );
  await bar.click();
  await expect(app.result).toHaveText(`${writers} of ${holders.length} people`);
  await expect(bar).toHaveAttribute('aria-pressed', 'true');
});

test('the scopes tab explains every scope and leads to its members', async ({ page, sandbox }) => {
  const holders = holdersOf(await sandbox.truth('acme-robotics'), foundryNotes.id);
  const counts = countBy(holders, ({ scopes }) => scopes);
  await signIn(page, people.admin, { at: foundryNotes.path });
  await page.getByRole('tab', { name: /^Scopes/ }).click();
  await expect(page).toHaveURL(/\?tab=scopes$/);
  const rows = page.getByRole('tabpanel').getByRole('row');
  await expect(rows).toHaveCount(counts.size + 1);
  const row = rows.filter({ hasText: 'billing:export' });
  await expect(row).toContainText('Export all invoices and payment records');
  await expect(row).toContainText('Sensitive');
  await row.getByRole('button', { name: `${counts.get('billing:export') ?? 0} people` }).click();
  await expect(appPage(page).result).toHaveText(
    `${counts.get('billing:export') ?? 0} of ${holders.length} people`,
  );
});

test('a column sorts, a second press turns the order round', async ({ page, sandbox }) => {
  const holders = holdersOf(await sandbox.truth('acme-robotics'), foundryNotes.id);
  const ids = holders.map(({ memberId }) => memberId).toSorted();
  await signIn(page, people.admin, { at: `${foundryNotes.path}?cols=scopes,count,status,id` });
  const app = appPage(page);
  const head = app.grid.getByRole('columnheader', { name: 'Member id' });
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  await expect(app.rows.first()).toContainText(ids[0] ?? '');
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  await expect(app.rows.first()).toContainText(ids.at(-1) ?? '');
  await expect(page).toHaveURL(/sort=-id/);
});

test('columns and density are chosen from a menu and kept', async ({ page }) => {
  await signIn(page, people.admin, { at: foundryNotes.path });
  const app = appPage(page);
  const heads = app.grid.getByRole('columnheader');
  await expect(heads).toHaveText(['', 'Member', 'Granted scopes', 'Scopes']);
  const roomy = (await app.rows.first().boundingBox())?.height ?? 0;
  await pick(page, 'Columns and density', 'menuitemcheckbox', 'Member id');
  await expect(heads).toHaveText(['', 'Member', 'Granted scopes', 'Scopes', 'Member id']);
  await page.getByRole('menuitemcheckbox', { name: 'Number of scopes' }).click();
  await expect(heads).toHaveText(['', 'Member', 'Granted scopes', 'Member id']);
  await expect(page.getByRole('menuitemcheckbox', { name: 'Member', exact: true })).toBeDisabled();
  await page.getByRole('menuitemradio', { name: 'Compact' }).click();
  await page.keyboard.press('Escape');
  await expect
    .poll(async () => (await app.rows.first().boundingBox())?.height ?? 0)
    .toBeLessThan(roomy);
  await expect(page).toHaveURL(/\?cols=scopes%2Cid&density=compact$/);
  await page.reload();
  await expect(heads).toHaveText(['', 'Member', 'Granted scopes', 'Member id']);
});

test('a selection counts itself, survives a search and copies ids', async ({ page, sandbox }) => {
  const { length } = holdersOf(await sandbox.truth('acme-robotics'), foundryNotes.id);
  await signIn(page, people.admin, { at: `${foundryNotes.path}?cols=scopes,id` });
  const app = appPage(page);
  await expect(app.allNames).toBeVisible();
  for (const index of [0, 2, 5]) {
    await app.rows.nth(index).getByRole('checkbox').click();
    await expect(app.rows.nth(index)).toHaveAttribute('aria-selected', 'true');
  }
  await expect(app.selection.getByRole('status').first()).toHaveText(`3 of ${length} selected`);
  await app.selection.getByRole('button', { name: 'Copy ids' }).click();
  await expect(app.selection).toContainText('Copied 3 ids.');
  // The page may not read the clipboard, so the person pastes.
  await app.search.press('ControlOrMeta+V');
  await expect(app.search).toHaveValue(/^(?:member-test-[\da-f-]{36}\s?){3}$/);
  await expect(app.selection.getByRole('status').first()).toHaveText(`3 of ${length} selected`);
  await app.search.fill('');

  await app.selection.getByRole('button', { name: `Select all ${length} shown` }).click();
  await expect(app.selection.getByRole('status').first()).toHaveText(
    `${length} of ${length} selected`,
  );
  await app.selection.getByRole('button', { name: 'Clear selection' }).click();
  await expect(app.selection).toHaveCount(0);
});

test('a row opens the grant in full, with why each scope counts as it does', async ({
  page,
  sandbox,
}) => {
  const holders = holdersOf(await sandbox.truth('acme-robotics'), foundryNotes.id);
  const heavy = holders.find(({ scopes }) => scopes.length === 40);
  await signIn(page, people.admin, { at: foundryNotes.path });
  const app = appPage(page);
  await app.row('Amara Okafor').getByText('Amara Okafor').click();
  await expect(app.sheet).toContainText(heavy?.memberId ?? 'nobody');
  await expect(app.sheet.getByRole('heading', { level: 3 })).toHaveText(
    '40 scopes granted to Foundry Notes',
  );
  await expect(app.sheet.getByRole('listitem')).toHaveCount(40);
  await expect(app.sheet).toContainText('Remove people from the organization');
  await app.sheet.getByRole('button', { name: 'Close' }).click();
  await expect(app.sheet).toHaveCount(0);
});

test('names that could deceive are shown as what they are', async ({ page }) => {
  await signIn(page, people.admin, { at: `${foundryNotes.path}?q=lovelace` });
  await expect(appPage(page).rows).toContainText('AdaU+200BLovelace');
  await page.goto('/apps?q=bold');
  await expect(page.getByRole('link', { name: '<b>Bold</b> Reports' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('<script>alert(1)</script>');
});

test('a chip explains its scope under the pointer and by keys', async ({ page }) => {
  await signIn(page, people.admin, { at: `${foundryNotes.path}?q=amara` });
  const app = appPage(page);
  await app.rows.first().getByText('documents:delete').hover();
  const card = page.getByRole('status').filter({ hasText: 'Delete documents' });
  await expect(card).toContainText('Destructive: can delete');
  await page.mouse.move(5, 5);
  await expect(card).toHaveCount(0);

  await page.keyboard.press('j');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(card).toContainText('Destructive: can delete');
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
});
