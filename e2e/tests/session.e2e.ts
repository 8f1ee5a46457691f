import type { Page } from '@playwright/test';
import { appPage, ask, pick } from '../support/app-page.ts';
import { freeze } from '../support/hold.ts';
import { expect, passSignIn, people, signIn, test } from '../support/test.ts';
import { foundryNotes } from '../support/truth.ts';

test('an ended session leads to sign-in and back to the same view', async ({
  page,
  sandbox,
  guard,
}) => {
  guard.expect(/status of 401.*connected-apps/);
  const view = `${foundryNotes.path}?q=acme&scope=billing%3Aexport&sort=member`;
  await signIn(page, people.admin, { at: view });
  const app = appPage(page);
  await expect(app.allNames).toBeVisible();
  const before = await app.result.textContent();

  await sandbox.endSessions();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
  await expect(page.getByRole('grid')).toHaveCount(0);
  await passSignIn(page, people.admin);
  await expect(page).toHaveURL(view);
  await expect(app.search).toHaveValue('acme');
  await expect(app.scopeFacet).toHaveText('Scope is billing:export');
  await expect(app.result).toHaveText(before ?? '');
});

test('a session that ends mid-use is noticed by the next read', async ({
  page,
  sandbox,
  guard,
}) => {
  guard.expect(/status of 401.*connected-apps/);
  await signIn(page, people.admin);
  await expect(page.getByRole('link', { name: 'Harbor CRM' })).toBeVisible();
  await expect(page.getByText('12 of 12 apps loaded')).toBeVisible();
  await sandbox.endSessions();
  await page.getByRole('link', { name: 'Harbor CRM' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
  await passSignIn(page, people.admin);
  await expect(page.getByRole('heading', { name: 'Harbor CRM', level: 1 })).toBeVisible();
});

test('a session outlives a restart of the server', async ({ page, stack }) => {
  await signIn(page, people.admin);
  await expect(page.getByText('12 of 12 apps loaded')).toBeVisible();
  await stack.restartServer();
  await page.getByRole('link', { name: foundryNotes.name }).click();
  await expect(appPage(page).row('Amara Okafor')).toBeVisible();
  await page.reload();
  await expect(appPage(page).row('Amara Okafor')).toBeVisible();
});

test('signing out ends the session here, at Stytch and in the history', async ({
  page,
  context,
  sandbox,
}) => {
  await signIn(page, people.admin);
  await page.getByRole('link', { name: foundryNotes.name }).click();
  await expect(appPage(page).allNames).toBeVisible();
  await pick(page, /^Account:/, 'menuitem', 'Sign out');
  const signInHeading = page.getByRole('heading', { name: 'Sign in', level: 1 });
  await expect(signInHeading).toBeVisible();
  expect(await context.cookies()).toEqual([]);
  const revoked = async () =>
    (await sandbox.calls()).filter(({ path }) => path === '/v1/b2b/sessions/revoke');
  await expect.poll(revoked).toHaveLength(1);

  await page.goBack();
  await expect(signInHeading).toBeVisible();
  await expect(page.getByRole('link', { name: foundryNotes.name })).toHaveCount(0);
  await page.reload();
  await expect(signInHeading).toBeVisible();
});

test('after signing out no copy of the old session opens anything', async ({
  page,
  context,
  guard,
}) => {
  guard.expect(/status of 401.*api\/connected-apps/);
  await signIn(page, people.admin);
  // Logos that are asked for while signing out come too late.
  await page.waitForLoadState('networkidle');
  const cookies = await context.cookies();
  await pick(page, /^Account:/, 'menuitem', 'Sign out');
  await expect(page.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
  await context.addCookies(cookies);
  expect((await ask(page, '/api/connected-apps')).status).toBe(401);
});

const lead = (page: Page) => page.getByRole('status').filter({ hasText: 'signed out' });

test('signing out in one tab takes the other tabs to sign-in, which says so', async ({
  page,
  context,
}) => {
  await signIn(page, people.admin);
  const second = await context.newPage();
  await second.goto(`${foundryNotes.path}?q=okafor`);
  await expect(appPage(second).row('Amara Okafor')).toBeVisible();
  // What it reads by its clock would be refused before it hears.
  const thaw = await freeze(second);
  await page.bringToFront();
  await pick(page, /^Account:/, 'menuitem', 'Sign out');
  await expect(second).toHaveURL(/\/sign-in\?ended=another-tab/);
  await thaw();
  await expect(lead(second)).toHaveText('You signed out in another tab. Sign in to continue.');
  await expect(second.getByText('Amara Okafor')).toHaveCount(0);
  await expect(lead(page)).toHaveCount(0);
});

test('who is signed out by Stytch is told so, and goes on where they were', async ({
  page,
  sandbox,
  guard,
}) => {
  guard.expect(/status of 401.*connected-apps/);
  await signIn(page, people.admin, { at: foundryNotes.path });
  await expect(appPage(page).allNames).toBeVisible();
  await sandbox.endSessions();
  await page.reload();
  await expect(lead(page)).toHaveText(
    'You were signed out: your session was ended at Stytch. Sign in to continue where you left off.',
  );
  await passSignIn(page, people.admin);
  await expect(page).toHaveURL(foundryNotes.path);
});

test('whose session is gone is told that it rested', async ({ page, context }) => {
  await signIn(page, people.admin);
  // Logos that are asked for while signing out come too late.
  await page.waitForLoadState('networkidle');
  const cookies = await context.cookies();
  await pick(page, /^Account:/, 'menuitem', 'Sign out');
  await expect(page.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
  await expect(lead(page)).toHaveCount(0);
  await context.addCookies(cookies);
  await page.goto('/members');
  await expect(lead(page)).toHaveText(
    'You were signed out after 30 minutes without activity. Sign in to continue where you left off.',
  );
});

test('a session that is about to end is said, and can be kept', async ({ page }) => {
  await page.clock.install();
  await signIn(page, people.admin, { at: '/mine' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const warning = page.getByRole('alert').filter({ hasText: 'because of inactivity' });
  await expect(warning).toHaveCount(0);
  await page.clock.fastForward('28:10');
  await expect(warning).toContainText('You’ll be signed out in 2 minutes');
  const asked = page.waitForResponse(/\/api\/session$/);
  await warning.getByRole('button', { name: 'Stay signed in' }).press('Enter');
  await asked;
  await page.clock.runFor(6000);
  await expect(warning).toHaveCount(0);

  const again = page.waitForResponse(/\/api\/session$/);
  await page.clock.fastForward('30:10');
  await again;
});

test('who has roles by SSO alone is told that they do not count', async ({ page }) => {
  await signIn(page, people.bySso, { at: '/' });
  const words = page.getByRole('status').filter({ hasText: 'comes from SSO' });
  await expect(words).toContainText('Your role stytch_admin comes from SSO and doesn’t count');
  await words.getByRole('button', { name: 'Dismiss' }).click();
  await expect(words).toHaveCount(0);
});
