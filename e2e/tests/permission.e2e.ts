import type { Page } from '@playwright/test';
import { appPage, ask } from '../support/app-page.ts';
import { expect, people, signIn, test } from '../support/test.ts';
import { foundryNotes } from '../support/truth.ts';

test('a plain member is told what they need and from whom', async ({ page, guard }) => {
  guard.expect(/status of 403.*api\/connected-apps/);
  await signIn(page, people.plain, { at: foundryNotes.path });
  const main = page.getByRole('main');
  await expect(
    main.getByRole('heading', { name: 'You can’t see this organization’s apps' }),
  ).toBeVisible();
  await expect(main).toContainText('get.connected-apps on stytch.member');
  await expect(main).toContainText('An admin of the organization can give you one.');
  await expect(main).toContainText('Acme Robotics');
  await expect(page.getByRole('grid')).toHaveCount(0);
  const answer = await ask(page, `/api${foundryNotes.path.replace('/apps', '/connected-apps')}`);
  expect(answer.status).toBe(403);
  expect(answer.text).toContain(
    '"needs":{"resource":"stytch.member","action":"get.connected-apps"}',
  );
  await main.getByRole('link', { name: 'See your own apps' }).click();
  await expect(page).toHaveURL('/mine');
  await page.goBack();
  await main.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
});

test('a member who may not read names sees ids, and why', async ({ page, sandbox }) => {
  await signIn(page, people.nameless, { at: foundryNotes.path });
  const app = appPage(page);
  await expect(page.getByRole('main')).toContainText('Your roles do not allow search');
  await expect(page.getByRole('main')).toContainText('members are shown by their ids');
  await expect(app.rows.first()).toContainText(/member-test-[\da-f-]{36}/);
  await expect(page.getByText('amara.okafor')).toHaveCount(0);
  const lookUps = (await sandbox.calls()).filter(({ path }) => path.endsWith('members/search'));
  expect(lookUps).toEqual([]);
});

/** What a page says and what the server answered for it, without what names the request. */
async function everythingAbout(page: Page, id: string) {
  await page.goto(`/apps/${id}`);
  await expect(page.getByRole('heading', { name: 'Not found' })).toBeVisible();
  const shown = await page.getByRole('main').ariaSnapshot();
  const answers = await Promise.all(
    ['', '/reach', '/logo'].map((part) => ask(page, `/api/connected-apps/${id}${part}`)),
  );
  const said = answers.map(({ status, text }) => [
    status,
    text.replaceAll(/(?<=urn:request:|request-id-test-)[\da-f-]{36}/g, '…'),
  ]);
  return { shown, said, title: await page.title() };
}

test('an unknown app and one of another organization are the same page', async ({
  page,
  sandbox,
  guard,
}) => {
  guard.expect(/status of 404.*connected-app-test/);
  guard.expect(/status of 403.*logo/);
  const [acme, globex] = [await sandbox.truth('acme-robotics'), await sandbox.truth('globex')];
  const own = new Set(acme.apps.map(({ clientId }) => clientId));
  const foreign = globex.apps.find(({ clientId }) => !own.has(clientId))?.clientId ?? '';
  expect(foreign).toMatch(/^connected-app-test-/);

  await signIn(page, people.admin);
  const unknown = await everythingAbout(page, foreign.replace(/[\da-f]{12}$/, '0123456789ab'));
  const another = await everythingAbout(page, foreign);
  expect(another).toEqual(unknown);
  await page.getByRole('link', { name: 'See all apps' }).click();
  await expect(page.getByRole('heading', { name: 'Apps', level: 1 })).toBeVisible();
});

test('an address that leads nowhere says so', async ({ page }) => {
  await signIn(page, people.admin, { at: '/no/such/page' });
  await expect(page.getByRole('heading', { name: 'Not found' })).toBeVisible();
});
