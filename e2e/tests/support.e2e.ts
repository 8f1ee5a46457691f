import { appPage } from '../support/app-page.ts';
import { expectAccessible } from '../support/axe.ts';
import { casePage, enterCustomer, idOf, openCase, openDesk, pathOf, why } from '../support/desk.ts';
import { expect, people, test } from '../support/test.ts';
import { foundryNotes } from '../support/truth.ts';

// Cases outlive a test, and belong to the same member of support.
test.beforeEach(async ({ stack }) => {
  await stack.startAnew();
});

test('support finds a member by their email, looks, reveals it, extends and ends', async ({
  page,
}) => {
  const desk = await openDesk(page);
  await desk.search.fill(people.manyApps);
  await desk.search.press('Enter');
  await expect(desk.taken).toHaveText(/^1 organization with a member using this email/);
  await desk.result('Globex').click();
  const parts = casePage(page);
  await expect(parts.ticket).toBeFocused();
  await expect(parts.email).toHaveValue(people.manyApps);
  await openCase(page);

  await expect(parts.heading('Dolores Reyes')).toBeVisible();
  await expect(parts.banner).toContainText('Support: you’re viewing Globex');
  await expect(parts.banner).toContainText(why.ticket);
  await expect(parts.banner).toContainText('Recorded and visible to the customer');
  await expect(parts.left).toHaveText(/^29:\d\d left$/);
  await expect(page.getByRole('link', { name: 'My apps' })).toHaveCount(0);
  expect(page.url()).not.toContain('%40');
  expect(page.url()).not.toContain('@');

  await expect(page.getByText('d•••@globex.example')).toBeVisible();
  await expect(page.getByText(people.manyApps)).toHaveCount(0);
  await page.getByRole('button', { name: 'Reveal' }).click();
  await expect(page.getByRole('button', { name: people.manyApps })).toBeFocused();
  // Elsewhere it stays masked, and here it is again once the page is left.
  await page.getByRole('link', { name: 'Apps', exact: true }).click();
  await expect(parts.heading('Apps')).toBeVisible();
  await page.goBack();
  await expect(page.getByText('d•••@globex.example')).toBeVisible();

  await parts.banner.getByRole('button', { name: 'Extend' }).click();
  await expect(page.getByText('Extended. 30 minutes left.')).toBeVisible();
  await expect(parts.left).toHaveText(/^(?:30:00|29:5\d) left$/);
  await parts.end();
  await expect(page).toHaveURL('/support');
  await expect(desk.recent('Globex')).toContainText('Ended');
  await expect(page.getByText('1 of 30 organizations this hour')).toBeVisible();
});

test('under a case a member is found by the whole of a masked address', async ({ page }) => {
  await openDesk(page);
  const parts = await enterCustomer(page, 'acme-robotics', 'Acme Robotics');
  await page.getByRole('link', { name: 'Members', exact: true }).click();
  await expect(parts.heading('Members')).toBeVisible();
  const search = page.getByRole('searchbox', { name: 'Search members and scopes' });
  await expect(search).toHaveAttribute('placeholder', 'Search name, full email, id or scope');
  await search.fill('tomasz.nowak@');
  await expect(page.getByText('Enter a full one to find its member')).toBeVisible();
  const find = page.getByRole('button', { name: 'Find by address' });
  await expect(find).toHaveCount(0);
  await search.fill('nobody@acme-robotics.example');
  await find.click();
  await expect(page.getByText('No member has exactly this address.')).toBeVisible();
  await search.fill(people.plain);
  await find.click();
  await expect(parts.heading('Tomasz Nowak')).toBeVisible();
  expect(page.url()).not.toContain('@');
});

test('a case that runs out in the middle of work takes the page away, and opens again', async ({
  page,
  stack,
  guard,
}) => {
  guard.expect(/status of 403.*api\/support\/organizations/);
  await openDesk(page);
  const parts = await enterCustomer(page, 'acme-robotics', 'Acme Robotics');
  await page.goto(`${pathOf(page)}${foundryNotes.path}`);
  await expect(appPage(page).allNames).toBeVisible();
  // A session lasts no longer without a sign of life; with one it outlasts the case.
  await stack.restartLater(16);
  await page.reload();
  await expect(appPage(page).allNames).toBeVisible();
  await stack.restartLater(31);
  await page.getByRole('link', { name: 'Scopes', exact: true }).click();

  await expect(parts.heading('This case has expired')).toBeFocused();
  await expect(page.getByText('Amara Okafor')).toHaveCount(0);
  await expect(parts.banner).toHaveCount(0);
  await expect(page).toHaveURL(/\/scopes$/);
  await expect(parts.ticket).toHaveValue(why.ticket);
  await expect(parts.reason).toHaveValue(why.reason);
  await parts.again.click();
  await expect(parts.heading('Scopes')).toBeVisible();
  await expect(parts.banner).toBeVisible();
});

test.describe('by a clock of its own', () => {
  // What is fetched for the page knows nothing of the certificate that Chromium was told of.
  test.use({ ignoreHTTPSErrors: true });

  test('the time left counts down, is told at five minutes and at one, and takes the page away at its end', async ({
    page,
  }) => {
    let ahead = 0;
    // A server whose clock goes differently from that of the browser.
    // What is fetched for the page lacks what tells the server of an image: logos go by themselves.
    await page.route(/\/api\/(?!.*\/logo\b)/, async (route) => {
      const response = await route.fetch();
      const date = new Date(Date.now() + ahead * 60_000).toUTCString();
      await route.fulfill({ response, headers: { ...response.headers(), date } });
    });
    await openDesk(page);
    const parts = await enterCustomer(page, 'acme-robotics', 'Acme Robotics');
    await expect(parts.announced).toBeEmpty();
    const calm = await parts.banner.evaluate((banner) => getComputedStyle(banner).backgroundColor);
    const tone = (background: string) =>
      expect(parts.banner).toHaveCSS('background-color', background);
    await tone(calm);

    ahead = 26;
    await page.reload();
    await expect(parts.left).toHaveText(/^3:\d\d left$/);
    await expect(parts.announced).toHaveText('This support case expires in five minutes.');
    await expect(parts.banner).not.toHaveCSS('background-color', calm);

    ahead = 29.2;
    await page.reload();
    await expect(parts.announced).toHaveText('This support case expires in one minute.');
    await expect(parts.heading('Overview')).toBeVisible();
    ahead = 30.5;
    // Any answer tells the time.
    await page.getByRole('link', { name: 'Apps', exact: true }).click();
    await expect(parts.heading('This case has expired')).toBeVisible({ timeout: 60_000 });
    await expect(parts.banner).toHaveCount(0);
    // The page goes on asking, and an answer may be under way when it closes.
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });
});

test('a case that is ended in one tab is over in the others', async ({ page, context }) => {
  await openDesk(page);
  const parts = await enterCustomer(page, 'acme-robotics', 'Acme Robotics');
  const second = await context.newPage();
  await second.goto(`${pathOf(page)}${foundryNotes.path}`);
  await expect(casePage(second).heading(foundryNotes.name)).toBeVisible();
  await page.bringToFront();
  await parts.end();
  await expect(casePage(second).heading('This case has ended')).toBeVisible();
  await expect(second.getByText('Amara Okafor')).toHaveCount(0);
  await expect(casePage(second).again).toBeVisible();
});

test('what was typed survives that it could not be sent', async ({ page, context, guard }) => {
  guard.expect(/ERR_INTERNET_DISCONNECTED.*api\/support\/cases/);
  await openDesk(page);
  const acme = await idOf(page, 'acme-robotics');
  await page.goto(`/organizations/${acme}`);
  const parts = casePage(page);
  await expect(page.getByText('Acme Robotics')).toBeVisible();
  await parts.ticket.fill(why.ticket);
  await parts.reason.fill(why.reason);
  await context.setOffline(true);
  await parts.open.click();
  await expect(page.getByRole('main').getByRole('alert').last()).toHaveText(
    'The case wasn’t opened. You are offline.',
  );
  await context.setOffline(false);
  await expect(parts.ticket).toHaveValue(why.ticket);
  await parts.open.click();
  await expect(parts.banner).toBeVisible();
});

test('the desk is worked without a pointer', async ({ page }) => {
  const desk = await openDesk(page);
  // The only thing that one comes here for.
  await expect(desk.search).toBeFocused();
  await page.keyboard.type('acme');
  await page.keyboard.press('Enter');
  await expect(desk.result('Acme Robotics')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(desk.result('Acme Robotics')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(casePage(page).ticket).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(desk.dialog).toHaveCount(0);
  await expect(desk.result('Acme Robotics')).toBeFocused();
  await page.keyboard.press('/');
  // Enter once more opens what Enter has found.
  await page.keyboard.press('Enter');
  await page.keyboard.type(why.ticket);
  await page.keyboard.press('Tab');
  await page.keyboard.type(why.reason);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(casePage(page).heading('Overview')).toBeVisible();
});

test('the desk says what it took a text for, and why it found nothing', async ({ page }) => {
  const desk = await openDesk(page);
  const finder = page.getByRole('region', { name: 'Find a customer' });
  for (const [text, said] of [
    ['nobody@nowhere.example', 'No customer has a member with exactly this address'],
    ['session-test-3c1f0b7e-55ad-4f6e-9a52-0e7d2c1b9f10', 'doesn’t lead to an organization'],
    ['zzzzzz', 'No organization has this name, slug or id'],
    ['HP', 'Names weren’t searched'],
    [people.support, 'your own organization'],
  ] as const) {
    await desk.search.fill(text);
    await desk.search.press('Enter');
    await expect(finder).toContainText(said);
  }
  await desk.search.fill(`${new URL(page.url()).origin}/scopes`);
  await desk.search.press('Enter');
  await expect(finder).toContainText('This link leads to the scopes, but doesn’t say whose');
  await desk.search.fill('acme');
  await desk.search.press('Enter');
  await desk.result('Acme Robotics').click();
  const parts = await openCase(page);
  await expect(parts.heading('Scopes')).toBeVisible();
  expect(page.url()).not.toContain('nobody');
});

test('the desk, its dialog and a page under a case are accessible at every size', async ({
  page,
}) => {
  const desk = await openDesk(page);
  await enterCustomer(page, 'acme-robotics', 'Acme Robotics');
  await page.goto('/support');
  await desk.search.fill('acme');
  await desk.search.press('Enter');
  await expect(desk.recent('Acme Robotics')).toBeVisible();
  await expect(desk.result('Acme Robotics')).toContainText('Case open');
  await expectAccessible(page);
  await desk.search.fill(people.manyApps);
  await desk.search.press('Enter');
  await desk.result('Globex').click();
  await expect(desk.dialog).toBeVisible();
  await expectAccessible(page, '[role=dialog]');
  await page.keyboard.press('Escape');
  await desk
    .recent('Acme Robotics')
    .getByRole('link', { name: /Resume/ })
    .click();
  const parts = casePage(page);
  await page.getByRole('link', { name: 'Apps', exact: true }).click();
  await expect(page.getByText('12 of 12 apps loaded')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: foundryNotes.name }).click();
  await expect(parts.heading(foundryNotes.name)).toBeVisible();
  // On a phone, too, nothing scrolls it away.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.mouse.wheel(0, 4000);
  await expect(parts.banner).toBeInViewport({ ratio: 1 });
});
