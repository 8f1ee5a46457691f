import { appPage } from '../support/app-page.ts';
import { expect, people, signIn, test } from '../support/test.ts';
import { foundryNotes } from '../support/truth.ts';

const list = '/connected_apps';

test.afterEach(({ stack }) => stack.restartServer());

test('a page reloaded after a minute shows the last graph at once, and then a newer one', async ({
  page,
  stack,
  sandbox,
}) => {
  await stack.restartServer();
  await signIn(page, people.admin, { at: '/members' });
  const { rows, row } = appPage(page);
  await expect(row('Amara Okafor')).toBeVisible();
  const asOf = page.getByText(/^As of/);
  const before = (await asOf.textContent()) ?? '';
  stack.passTime(61_000);
  await sandbox.fail({ path: list, kind: 'latency', ms: 5000 });
  await page.reload();
  await expect(row('Amara Okafor')).toBeVisible({ timeout: 4500 });
  await expect(asOf).toHaveText(before);
  await expect(page.getByText(/^refreshing · /)).toBeVisible();
  await expect(page.getByRole('progressbar', { name: 'Reading all grants' })).toHaveCount(0);

  await row('Amara Okafor').getByRole('checkbox').check();
  const top = (await rows.first().boundingBox())?.y;
  await expect(asOf).not.toHaveText(before, { timeout: 15_000 });
  await expect(page.getByText(/^refreshing · /)).toHaveCount(0);
  await expect(row('Amara Okafor').getByRole('checkbox')).toBeChecked();
  expect((await rows.first().boundingBox())?.y).toBe(top);
});

test('a newer graph that cannot be read leaves the last one, and the reason is said', async ({
  page,
  stack,
  sandbox,
}) => {
  await stack.restartServer();
  await signIn(page, people.admin, { at: '/' });
  await expect(page.getByText('12 of 12 apps loaded')).toBeVisible();
  stack.passTime(61_000);
  await sandbox.fail({ path: list, kind: 'status', status: 500 });
  await page.reload();
  await expect(page.getByText(/^Showing data from /)).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText('12 of 12 apps loaded')).toBeVisible();
  await sandbox.heal();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText(/^Showing data from /)).toHaveCount(0);
});

test('names and statuses are read again with grants that are more than a minute newer', async ({
  page,
  stack,
  sandbox,
}) => {
  await stack.restartServer();
  await signIn(page, people.admin, { at: foundryNotes.path });
  const { row, allNames } = appPage(page);
  await expect(row('Amara Okafor')).toBeVisible();
  await expect(allNames).toBeVisible();
  await sandbox.rename(people.admin, 'Amara Renamed');
  stack.passTime(61_000);
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(row('Amara Renamed')).toBeVisible();
  await expect(page.getByText('31 of 31 names read')).toBeVisible();
});
