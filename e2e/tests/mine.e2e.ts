import { ask } from '../support/app-page.ts';
import { connectionsPage, heldBy } from '../support/connections.ts';
import { expect, people, signIn, test } from '../support/test.ts';
import { foundryNotes } from '../support/truth.ts';

test('a member without admin rights is led to their own apps, and to no others', async ({
  page,
  sandbox,
  recorder,
  guard,
}) => {
  guard.expect(/status of 403.*api\/members/);
  const truth = await sandbox.truth('acme-robotics');
  const { grants, memberId } = heldBy(truth, people.plain);
  await signIn(page, people.plain, { at: '/' });
  await expect(page).toHaveURL('/mine');
  await expect(page.getByRole('heading', { name: 'My apps', level: 1 })).toBeVisible();
  const shown = connectionsPage(page);
  await expect(shown.apps).toHaveCount(grants.length);
  const main = page.getByRole('main');
  await expect(main).toContainText('Apps you’ve connected at Acme Robotics, and what they can do.');
  await expect(main).toContainText(memberId);
  // The pages of apps are not for them, and their logos neither.
  await expect(main.getByRole('link')).toHaveCount(0);
  await page.waitForLoadState('networkidle');
  const asked = (await recorder.answers()).map(({ url }) => new URL(url).pathname);
  expect(asked.filter((path) => path.endsWith('/logo'))).toEqual([]);
  const other = heldBy(truth, people.admin);
  expect((await ask(page, `/api${other.path}`)).status).toBe(403);
});

test('what they let an app do is said to them in words', async ({ page }) => {
  await signIn(page, people.plain, { at: '/mine' });
  const shown = connectionsPage(page);
  const row = shown.row(foundryNotes.name);
  await expect(row).toContainText(`You let ${foundryNotes.name}`);
  const lines = row.getByRole('listitem').filter({ has: page.locator('[data-scope]') });
  await expect(lines).toHaveText([
    'Remove people from the organization▲members:delete',
    'Export all invoices and payment records◆billing:export',
    'Keep its access while you are away◆offline_access',
    'See your email addressemail',
  ]);
  await row.getByRole('button', { name: 'and 2 more' }).click();
  const scopes = shown.scopes(foundryNotes.name);
  await expect(scopes.locator('> li')).toHaveCount(6);
  await expect(scopes).toContainText('Inactive: your roles don’t allow this.');
  await expect(page.getByRole('button', { name: /revoke/i })).toHaveCount(0);
});

test('a member’s own apps are worked by keys', async ({ page }) => {
  await signIn(page, people.plain, { at: '/mine' });
  const shown = connectionsPage(page);
  await expect(shown.explain(foundryNotes.name)).toBeVisible();
  await page.keyboard.press('j');
  await expect(shown.explain(foundryNotes.name)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(shown.scopes(foundryNotes.name)).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('reports');
  await expect(shown.result).toHaveText('1 of 5 apps');
});

test('an admin finds their own apps beside everybody’s, with links', async ({ page, sandbox }) => {
  const { grants } = heldBy(await sandbox.truth('acme-robotics'), people.admin);
  await signIn(page, people.admin, { at: '/mine' });
  const shown = connectionsPage(page);
  await expect(shown.apps).toHaveCount(grants.length);
  await page.getByRole('main').getByRole('link', { name: foundryNotes.name }).click();
  await expect(page).toHaveURL(foundryNotes.path);
});

test('a member without apps is told how they would come', async ({ page }) => {
  await signIn(page, people.alone, { at: '/mine' });
  await expect(page.getByRole('heading', { name: 'No connected apps' })).toBeVisible();
});

test('Stytch failing mid-use keeps what was read, says so and recovers', async ({
  page,
  sandbox,
  guard,
}) => {
  guard.expect(/status of 502.*me\/connected-apps/);
  await signIn(page, people.plain, { at: '/mine' });
  const shown = connectionsPage(page);
  await expect(shown.row(foundryNotes.name)).toBeVisible();
  await sandbox.fail({ path: '/connected_apps', kind: 'status', status: 500 });
  await page.getByRole('button', { name: 'Refresh' }).click();
  const notice = shown.notice.filter({ hasText: 'Showing data from' });
  await expect(notice).toContainText('Stytch reported an error');
  await expect(shown.row(foundryNotes.name)).toBeVisible();
  await sandbox.heal();
  await notice.getByRole('button', { name: 'Try again' }).click();
  await expect(notice).toHaveCount(0);
});
