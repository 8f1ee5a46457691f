import type { Page } from '@playwright/test';
import { activityPage } from '../support/activity.ts';
import { ask } from '../support/app-page.ts';
import { expectAccessible } from '../support/axe.ts';
import { enterCustomer, openDesk } from '../support/desk.ts';
import { openPalette } from '../support/palette.ts';
import { expect, people, signIn, somebodyElse, test } from '../support/test.ts';
import { foundryNotes } from '../support/truth.ts';

/** Opens the record after an app was looked at. */
async function openActivity(page: Page, query = '') {
  await signIn(page, people.admin, { at: foundryNotes.path });
  await expect(page.getByRole('heading', { name: foundryNotes.name, level: 1 })).toBeVisible();
  await page.goto(`/activity${query}`);
  const activity = activityPage(page);
  await expect(activity.events.first()).toBeVisible();
  return activity;
}

test('what happened is told in words, narrowed by kind, and the address keeps it', async ({
  page,
  stack,
}) => {
  await stack.startAnew();
  const { events, saying, facet, chip } = await openActivity(page);
  const looked = saying(`Amara Okafor viewed the app ${foundryNotes.name}`);
  await expect(looked).toHaveCount(1);
  await expect(looked.getByRole('link', { name: foundryNotes.name })).toHaveAttribute(
    'href',
    foundryNotes.path,
  );
  await expect(looked).toContainText('Allowed');

  await facet('What').click();
  const kinds = page.getByRole('dialog', { name: 'Filter by kind of event' });
  await kinds.getByRole('checkbox', { name: 'Signing in and out' }).click();
  await expect(kinds.getByRole('checkbox', { name: 'Session ended' })).toBeChecked();
  await kinds.getByRole('checkbox', { name: 'Session ended' }).click();
  await expect(kinds.getByRole('checkbox', { name: 'Signing in and out' })).not.toBeChecked();
  await kinds.getByRole('checkbox', { name: 'Signing in and out' }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(
    '/activity?event=signed-in&event=sign-in-failed&event=signed-out&event=session-ended',
  );
  await expect(events).toHaveCount(1);
  await page.reload();
  await expect(events).toHaveText([/Amara Okafor signed in/]);
  await chip('What: Signing in and out').click();
  await expect(page).toHaveURL('/activity');
  await expect(looked).toHaveCount(1);
});

test('it is narrowed by outcome, by person and by what it is about', async ({
  page,
  browser,
  stack,
}) => {
  await stack.startAnew();
  const tomasz = await somebodyElse(browser, stack);
  await signIn(tomasz, people.plain, { at: '/mine' });
  const refused = await ask(tomasz, `/api/connected-apps/${foundryNotes.id}`);
  expect(refused.status).toBe(403);
  await tomasz.context().close();

  const { events, saying, facet, chip } = await openActivity(page);
  await facet('Outcome').click();
  await page.getByRole('menuitemradio', { name: 'Refused' }).click();
  await expect(page).toHaveURL('/activity?outcome=refused');
  await expect(saying('Amara Okafor looked')).toHaveCount(0);
  const attempt = `Tomasz Nowak tried to view the app ${foundryNotes.name} and was refused: their roles don’t allow it`;
  await expect(saying(attempt)).toHaveCount(1);
  await chip('Outcome: Refused').click();

  await facet('About').click();
  const about = page.getByRole('dialog', { name: 'Filter by what it is about' });
  await about.getByRole('searchbox').fill('foundry');
  await about.getByRole('radio', { name: foundryNotes.name }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(`/activity?app=${foundryNotes.id}`);
  await expect(saying('signed in')).toHaveCount(0);
  await facet('Who').click();
  const who = page.getByRole('dialog', { name: 'Filter by who did it' });
  await who.getByRole('radio', { name: 'Tomasz Nowak' }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/activity\?actor=member-test-[\w-]+&app=/);
  await expect(events).toHaveText([new RegExp(attempt)]);
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(saying('Amara Okafor signed in')).toHaveCount(1);

  await facet('Time').click();
  await page.getByLabel('From').fill('2020-01-01');
  await page.getByLabel('to', { exact: true }).fill('2020-01-31');
  await expect(page).toHaveURL('/activity?from=2020-01-01&to=2020-01-31');
  await expect(page.getByRole('heading', { name: 'No results' })).toBeVisible();
});

test('a search that finds nothing can be taken back', async ({ page }) => {
  const { events, search } = await openActivity(page);
  await search.fill('nothing has this');
  await expect(page.getByRole('heading', { name: 'No results' })).toBeVisible();
  await expect(page).toHaveURL('/activity?q=nothing+has+this');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(events.first()).toBeVisible();
  await expect(search).toHaveValue('');
  await search.fill(foundryNotes.id.slice(0, 24));
  await expect(events.first()).toContainText(foundryNotes.name);
  await expect(events.filter({ hasText: 'signed in' })).toHaveCount(0);
});

test('an event opens to all that is known of it without a pointer', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-write']);
  const { sheet, details, search } = await openActivity(page, '?event=app-viewed');
  await page.keyboard.press('/');
  await expect(search).toBeFocused();
  await page.keyboard.press('ArrowDown');
  const first = details(/^Details: Amara Okafor viewed the app Foundry Notes, /).first();
  await expect(first).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(sheet).toContainText('Amara Okafor viewed the app Foundry Notes');
  await expect(sheet.getByRole('button', { name: /^Copy sequence number \d+$/ })).toBeVisible();
  await expect(sheet.getByRole('button', { name: /^Copy network address / })).toBeVisible();
  await expect(sheet.getByRole('button', { name: `Copy app id ${foundryNotes.id}` })).toBeVisible();
  await sheet.getByRole('button', { name: /^Copy request id [\da-f-]{36}$/ }).press('Enter');
  await expect(sheet.getByText('Copied')).toBeVisible();
  await expectAccessible(page, '[role=dialog]');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(first).toBeFocused();
  await page.keyboard.press('Enter');
  await sheet.getByRole('button', { name: 'Filter by this app' }).press('Enter');
  await expect(page).toHaveURL(`/activity?event=app-viewed&app=${foundryNotes.id}`);
});

test('new events appear by themselves, and never under somebody who reads', async ({
  page,
  browser,
  stack,
}) => {
  await stack.startAnew();
  const { events, saying, arrived, search } = await openActivity(page);
  await search.focus();
  await expect(saying('Tomasz Nowak')).toHaveCount(0);
  const tomasz = await somebodyElse(browser, stack);
  await signIn(tomasz, people.plain, { at: '/mine' });
  await expect(saying('Tomasz Nowak signed in')).toHaveCount(1);
  await expect(arrived).toHaveCount(0);

  // Reading: the focus is in the list.
  await page.keyboard.press('ArrowDown');
  const noor = await somebodyElse(browser, stack);
  await signIn(noor, people.nameless, { at: '/mine' });
  await expect(arrived).toBeVisible();
  await expect(saying('Noor Haddad')).toHaveCount(0);
  await arrived.click();
  await expect(saying('Noor Haddad signed in')).toHaveCount(1);
  await expect(arrived).toHaveCount(0);
  await expect(events.first().getByRole('button')).toBeFocused();
  for (const other of [tomasz, noor]) await other.context().close();
});

test('pages of apps and members tell what was done around them', async ({ page }) => {
  const { events, saying } = await openActivity(page);
  await page.goto(`${foundryNotes.path}?q=amara`);
  await page.getByRole('tab', { name: 'Activity' }).click();
  await expect(page).toHaveURL(`${foundryNotes.path}?tab=activity`);
  await expect(saying(`viewed the app ${foundryNotes.name}`).first()).toBeVisible();
  await expect(saying('signed in')).toHaveCount(0);
  await activityPage(page).search.fill('no such thing');
  await expect(page).toHaveURL(`${foundryNotes.path}?tab=activity&q=no+such+thing`);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'No results' })).toBeVisible();
  // The page itself has a state in the address, and leaves that of the tab alone.
  await activityPage(page).facet('Outcome').click();
  await page.getByRole('menuitemradio', { name: 'Allowed' }).click();
  await expect(page).toHaveURL(`${foundryNotes.path}?tab=activity&q=no+such+thing&outcome=allowed`);
  await page.getByRole('tab', { name: /^Members/ }).click();
  await expect(page).toHaveURL(foundryNotes.path);

  await page.goto('/activity?event=signed-in');
  await events.first().getByRole('link', { name: 'Amara Okafor' }).click();
  await expect(page.getByRole('heading', { name: 'Amara Okafor', level: 1 })).toBeVisible();
  await page.getByRole('tab', { name: 'Activity' }).click();
  await expect(saying('viewed the member Amara Okafor').first()).toBeVisible();
  await page.getByRole('button', { name: 'By them' }).click();
  await expect(saying('Amara Okafor signed in').first()).toBeVisible();
  await expect(page).toHaveURL(/\?tab=activity&whose=theirs$/);
  await page.reload();
  await expect(saying('Amara Okafor signed in').first()).toBeVisible();
  await expectAccessible(page, 'main');
});

test('a visit of support is announced, and told to its end', async ({ page, browser, stack }) => {
  await stack.startAnew();
  const sam = await somebodyElse(browser, stack);
  await openDesk(sam);
  const desk = await enterCustomer(sam, 'acme-robotics', 'Acme Robotics');
  await sam.getByRole('link', { name: 'Apps', exact: true }).click();
  await sam.getByRole('link', { name: foundryNotes.name }).click();
  await expect(desk.heading(foundryNotes.name)).toBeVisible();

  await signIn(page, people.admin, { at: '/' });
  const notice = page.getByRole('status').filter({ hasText: 'Support is looking into' });
  await expect(notice).toContainText('Sam Rivera');
  await expect(notice).toContainText('Ticket SUP-4711');
  await notice.getByRole('link', { name: 'Support visits' }).click();
  await expect(page).toHaveURL('/activity?tab=support');
  const visit = page.getByRole('row').filter({ hasText: 'Sam Rivera' });
  await expect(visit).toContainText('Live until');
  await expect(visit).toContainText('Harbor CRM has stopped working for a member');
  await expectAccessible(page);

  await desk.end();
  await expect(desk.again).toBeVisible();
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(visit).toContainText('Ended');
  await visit.getByRole('link').click();
  await expect(page).toHaveURL(/\/activity\?case=[\w-]+$/);
  const { events, saying, chip } = activityPage(page);
  await expect(saying('Support (Sam Rivera) opened a case')).toContainText('Ticket SUP-4711');
  await expect(saying(`Support (Sam Rivera) viewed the app ${foundryNotes.name}`)).not.toHaveCount(
    0,
  );
  await expect(saying('Support (Sam Rivera) ended the case')).toHaveCount(1);
  await expect(events.filter({ hasNotText: 'Support (Sam Rivera)' })).toHaveCount(0);
  await expect(chip('Case: Sam Rivera, ticket SUP-4711')).toBeVisible();
  await expectAccessible(page);
  await page.goto('/');
  await expect(page.getByText(/Support accessed your organization once/)).toBeVisible();
  await sam.context().close();
});

test('who may not read names sees ids', async ({ page }) => {
  await signIn(page, people.nameless, { at: '/activity?event=signed-in' });
  const { saying } = activityPage(page);
  await expect(saying(/member-test-[\da-f-]{36} signed in/).first()).toBeVisible();
});

test('the palette finds the page', async ({ page }) => {
  await signIn(page, people.admin);
  const { field } = await openPalette(page);
  await field.fill('activity');
  await field.press('Enter');
  await expect(page).toHaveURL('/activity');
});
