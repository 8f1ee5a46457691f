import { expect, people, signIn, test } from '../support/test.ts';

test('the list counts the people and scopes of every app truly', async ({ page, sandbox }) => {
  const truth = await sandbox.truth('acme-robotics');
  await signIn(page, people.admin, { at: '/apps?group=off' });
  await expect(page.getByText('12 of 12 apps loaded')).toBeVisible();
  const rows = page
    .getByRole('table')
    .getByRole('row')
    .filter({ has: page.getByRole('link') });
  await expect(rows).toHaveCount(truth.apps.length);
  for (const { clientId, holders } of truth.apps) {
    // Two apps share a name: only the address tells their rows apart.
    const row = rows.filter({ has: page.locator(`a[href="/apps/${clientId}"]`) });
    const scopes = new Set(holders.flatMap((holder) => holder.scopes)).size;
    await expect(row).toContainText(`${holders.length} people`);
    await expect(row).toContainText(`${scopes} scopes`);
  }
});

test('the list shows most people first and sorts by any figure', async ({ page, sandbox }) => {
  const { apps } = await sandbox.truth('acme-robotics');
  const most = apps.map(({ holders }) => holders.length).toSorted((a, b) => b - a);
  await signIn(page, people.admin, { at: '/apps?group=off' });
  await expect(page.getByText('12 of 12 apps loaded')).toBeVisible();
  const counts = page.getByRole('table').getByText(/^\d+ people$/);
  await expect(counts).toHaveText(most.map((count) => `${count} people`));
  const head = page.getByRole('columnheader', { name: 'People' });
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  await expect(counts).toHaveText(most.toReversed().map((count) => `${count} people`));
  await expect(page).toHaveURL('/apps?sort=members&group=off');
});

test('search and client type narrow the list, and the address keeps both', async ({ page }) => {
  await signIn(page, people.admin, { at: '/apps?group=off' });
  const links = page.getByRole('table').getByRole('link');
  await page.getByRole('searchbox', { name: 'Search apps' }).fill('議事録');
  await expect(links).toHaveText(['議事録くん']);
  await page.getByRole('searchbox', { name: 'Search apps' }).fill('claudine');
  await page.getByRole('button', { name: /^Third party, public/ }).click();
  await expect(links).toHaveText(['Claudine', 'Claudine']);
  await expect(page).toHaveURL('/apps?q=claudine&type=third_party_public&group=off');
  await page.reload();
  await expect(links).toHaveText(['Claudine', 'Claudine']);
  await page.getByRole('searchbox', { name: 'Search apps' }).fill('no such app');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(links).toHaveCount(12);
});

test('apps with the same name are told apart by their ids', async ({ page, sandbox }) => {
  const { apps } = await sandbox.truth('acme-robotics');
  await signIn(page, people.admin, { at: '/apps?q=claudine&group=off' });
  const rows = page.getByRole('row').filter({ hasText: 'Claudine' });
  await expect(rows).toHaveCount(2);
  const ends = (await rows.allTextContents()).map((text) => /…([\da-f]{6})/.exec(text)?.[1] ?? '');
  expect(new Set(ends).size).toBe(2);
  for (const end of ends) {
    expect(apps.filter(({ clientId }) => clientId.endsWith(end))).toHaveLength(1);
  }
});

test('apps that are probably one are folded into one line, which says why and unfolds', async ({
  page,
  sandbox,
}) => {
  const { apps } = await sandbox.truth('acme-robotics');
  await signIn(page, people.admin);
  await expect(page.getByText('12 of 12 apps loaded')).toBeVisible();
  const table = page.getByRole('table');
  const links = table.getByRole('link');
  await expect(links).toHaveCount(apps.length - 1);
  const fold = table.getByRole('button', { name: '1 more with the same name' });
  await expect(fold).toHaveAttribute('aria-expanded', 'false');
  await fold.click();
  await expect(links).toHaveCount(apps.length);
  await expect(fold).toHaveAttribute('aria-expanded', 'true');
  const names = (await links.allTextContents()).join(', ');
  expect(names).toContain('Claudine, Claudine');
  await expect(page).toHaveURL(/\?unfold=connected-app-test-/);
  await page.reload();
  await expect(fold).toHaveAttribute('aria-expanded', 'true');
  await page.getByRole('button', { name: 'Group duplicates' }).click();
  await expect(fold).toHaveCount(0);
  await expect(links).toHaveCount(apps.length);
  await page.getByRole('button', { name: /^Probable duplicates/ }).click();
  await expect(links).toHaveText(['Claudine', 'Claudine']);
  await expect(page).toHaveURL('/apps?only=alike&group=off');
});

test('when an app was first seen is never told as the date of a consent', async ({ page }) => {
  await signIn(page, people.admin, { at: '/' });
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('connected 12 apps');
  await page.getByRole('link', { name: 'Apps', exact: true }).click();
  const head = page.getByRole('columnheader', { name: 'First seen by Grantscope' });
  await expect(head).toBeVisible();
  const row = page.getByRole('row').filter({ hasText: 'Harbor CRM' });
  await expect(row.getByRole('time')).toHaveAttribute(
    'title',
    /^First seen by Grantscope on .*Stytch doesn’t say when it was first connected\.$/,
  );
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  await expect(page).toHaveURL('/apps?sort=-seen');
});

test('logos come through the server, and a lost one leaves an initial', async ({
  page,
  stack,
  recorder,
}) => {
  await signIn(page, people.admin, { at: '/apps?q=e' });
  await expect(page.getByText('12 of 12 apps loaded')).toBeVisible();
  await page.waitForLoadState('networkidle');
  const logos = (await recorder.answers()).filter(({ url }) => url.includes('/logo?'));
  expect(logos.every(({ url }) => url.startsWith(stack.origin))).toBe(true);
  const drawn = logos.filter(({ status }) => status === 200);
  expect(drawn.length).toBeGreaterThan(4);
  expect(drawn.every(({ text }) => text.includes('\u0089PNG'))).toBe(true);
  expect(logos.filter(({ status }) => status === 204)).toHaveLength(1);
  const lost = page.getByRole('row').filter({ hasText: 'Ledgerline' });
  await expect(lost.locator('[data-image="false"]')).toHaveText('L');
});

test('an organization without apps is told how they would come', async ({ page }) => {
  await signIn(page, people.alone);
  await expect(page.getByRole('heading', { name: 'No connected apps' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText(
    'Apps will show up here once someone connects one.',
  );
});
