import { appPage } from '../support/app-page.ts';
import { heldBy } from '../support/connections.ts';
import { openPalette, palette } from '../support/palette.ts';
import { expect, people, signIn, test } from '../support/test.ts';
import { foundryNotes } from '../support/truth.ts';

test('an app, a member and a scope are reached by a few letters and no pointer', async ({
  page,
}) => {
  const keys = page.keyboard;
  await signIn(page, people.admin);
  await openPalette(page);
  await keys.type('foun');
  await expect(palette(page).active).toContainText(foundryNotes.name);
  await keys.press('Enter');
  await expect(page.getByRole('heading', { name: foundryNotes.name, level: 1 })).toBeVisible();
  await expect(palette(page).dialog).toHaveCount(0);
  await expect(page.getByRole('main')).toBeFocused();

  await openPalette(page);
  await keys.type('amara ok');
  await expect(palette(page).active).toContainText(people.admin);
  await keys.press('Enter');
  await expect(page.getByRole('heading', { name: 'Amara Okafor', level: 1 })).toBeVisible();

  await openPalette(page);
  await keys.type('documents:w');
  await expect(palette(page).active).toContainText('documents:write');
  await keys.press('Enter');
  await expect(page).toHaveURL('/scopes/documents%3Awrite');
});

test('the arrows move through all groups and round, while the field keeps the focus', async ({
  page,
}) => {
  await signIn(page, people.admin);
  const { field, options, active } = await openPalette(page);
  await field.fill('doc');
  const all = await options.allTextContents();
  expect(all.length).toBeGreaterThan(3);
  for (const expected of [...all.slice(1), all[0] ?? '']) {
    await page.keyboard.press('ArrowDown');
    await expect(active).toHaveText(expected);
    await expect(field).toBeFocused();
    const pointed = (await field.getAttribute('aria-activedescendant')) ?? '';
    expect(await active.getAttribute('id')).toBe(pointed);
  }
  await page.keyboard.press('ArrowUp');
  await expect(active).toHaveText(all.at(-1) ?? '');
  await expect(active).toBeInViewport();
});

test('Escape closes it and gives the focus back, and the page below hears none of its keys', async ({
  page,
}) => {
  await signIn(page, people.admin);
  const search = page.getByRole('searchbox', { name: 'Search apps' });
  await search.focus();
  const { dialog, field } = await openPalette(page);
  await page.keyboard.type('j/k?');
  await expect(field).toHaveValue('j/k?');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(search).toBeFocused();
  await expect(search).toHaveValue('');
  await page.getByRole('button', { name: 'Search everything' }).click();
  await expect(dialog).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(dialog).toHaveCount(0);
});

test('what begins with the letters comes before what holds them, and lately opened before others', async ({
  page,
}) => {
  await signIn(page, people.admin);
  const before = await openPalette(page);
  await before.field.fill('claudine');
  const claudines = before.group('Apps');
  await expect(claudines).toHaveText([/Claudine/, /Claudine/]);
  const [first = '', second = ''] = await claudines.allTextContents();
  await before.field.fill('le');
  await expect(before.group('Apps').first()).toContainText('Ledgerline');
  await before.field.fill('claudine');
  await page.keyboard.press('ArrowDown');
  await expect(before.active).toHaveText(second);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Claudine', level: 1 })).toBeVisible();
  await page.getByRole('link', { name: 'Overview' }).click();
  const after = await openPalette(page);
  await after.field.fill('claudine');
  await expect(after.group('Apps')).toHaveText([second, first]);
});

test('an id or a link that is pasted leads to its page, whether or not it is known', async ({
  page,
  sandbox,
  stack,
  guard,
}) => {
  guard.expect(/status of 404.*connected-app-test-00000000/);
  const truth = await sandbox.truth('acme-robotics');
  const amara = heldBy(truth, people.admin);
  await signIn(page, people.admin);
  const { field, active, options } = await openPalette(page);
  await field.fill(`"member_id": "${amara.memberId}",`);
  await expect(active).toContainText('Amara Okafor');
  await field.fill(foundryNotes.id);
  await expect(active).toContainText(foundryNotes.name);
  await field.fill(`${stack.origin}${foundryNotes.path}?q=amara`);
  await expect(active).toContainText('Open this link');
  await expect(options).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${foundryNotes.path}?q=amara`);
  await expect(appPage(page).row('Amara Okafor')).toBeVisible();

  const again = await openPalette(page);
  await again.field.fill('https://elsewhere.example/apps');
  await expect(again.options).toHaveCount(0);
  await again.field.fill('connected-app-test-00000000-0000-0000-0000-000000000000');
  await expect(again.active).toContainText('Open the app with this id');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Not found' })).toBeVisible();
});

test('pages that were open lately are offered before anything is typed', async ({ page }) => {
  await signIn(page, people.admin, { at: foundryNotes.path });
  await expect(appPage(page).allNames).toBeVisible();
  await page.getByRole('link', { name: 'Scopes' }).click();
  const { group, active } = await openPalette(page);
  await expect(group('Recent')).toHaveText([/Foundry Notes/]);
  await expect(active).toContainText(foundryNotes.name);
});

test('actions are done: the theme, the link, reading again and signing out', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-write']);
  await signIn(page, people.admin, { at: '/apps?q=claudine' });
  await openPalette(page);
  await page.keyboard.type('night');
  await expect(palette(page).options).toHaveText(['Dark theme']);
  await page.keyboard.press('Enter');
  await expect(page.locator('html[data-theme=dark]')).toHaveCount(1);
  await page.getByRole('button', { name: /^Account:/ }).click();
  await expect(page.getByRole('menuitemradio', { name: 'Dark' })).toBeChecked();
  await page.keyboard.press('Escape');

  await openPalette(page);
  await page.keyboard.type('copy link');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Link copied')).toBeVisible();
  await openPalette(page);
  await page.keyboard.press('ControlOrMeta+v');
  // With the organization, so that it leads support to the same.
  const long = /\/organizations\/organization-test-[\w-]+\/apps\?q=claudine$/;
  await expect(palette(page).field).toHaveValue(long);
  await expect(palette(page).active).toHaveText(long);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/apps?q=claudine');

  const read = page.waitForResponse(/\/api\/connected-apps$/);
  await openPalette(page);
  await page.keyboard.type('refresh');
  await page.keyboard.press('Enter');
  expect((await read).status()).toBe(200);

  await openPalette(page);
  await page.keyboard.type('sign out');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
});

test('apps and pages are found while the graph is still being read, and it is said how far that is', async ({
  page,
  sandbox,
  stack,
}) => {
  await stack.restartServer();
  await signIn(page, people.admin);
  await expect(page.getByText('12 of 12 apps loaded')).toBeVisible();
  await sandbox.fail({ path: 'members/search', kind: 'latency', ms: 4000 });
  await page.keyboard.press('ControlOrMeta+k');
  const { dialog, field, active } = palette(page);
  await expect(dialog).toContainText(/Reading \d+ of 12 apps/);
  await field.fill('harbor');
  await expect(active).toContainText('Harbor CRM');
  await field.fill('amara ok');
  await expect(dialog).toContainText(
    '38 of 38 members and 3 former or unknown people connected an app',
  );
  await expect(active).toContainText(people.admin);
});

test('a member who may not read names finds members by their ids', async ({ page, sandbox }) => {
  const { memberId } = heldBy(await sandbox.truth('acme-robotics'), people.admin);
  await signIn(page, people.nameless);
  await page.keyboard.press('ControlOrMeta+k');
  const { dialog, field, active } = palette(page);
  await expect(dialog).toContainText('41 people, found by their ids');
  await field.fill(memberId.slice(12, 24));
  await expect(active).toContainText(memberId);
});

test('a plain member is led to their own apps only, and nothing else is asked for', async ({
  page,
  recorder,
}) => {
  await signIn(page, people.plain, { at: '/' });
  await expect(page).toHaveURL('/mine');
  await page.keyboard.press('ControlOrMeta+k');
  const { dialog, group, field, options } = palette(page);
  await expect(dialog).toBeVisible();
  await expect(group('Pages')).toHaveText(['My apps']);
  await field.fill('foundry');
  await expect(options).toHaveCount(0);
  const asked = (await recorder.answers()).map(({ url }) => new URL(url).pathname);
  expect(asked.filter((path) => /^\/api\/(?:grants|connected-apps|members)/.test(path))).toEqual(
    [],
  );
});

test('one of 100,000 members is found by name, address and id', async ({ page }) => {
  test.slow();
  await signIn(page, people.giant);
  await page.keyboard.press('ControlOrMeta+k');
  const { dialog, field, active, group } = palette(page);
  await expect(dialog).toContainText(/of 100,000 members.* connected an app/, { timeout: 120_000 });
  await field.fill('amara.mensah346@');
  await expect(active).toContainText('amara.mensah346@initech-global.example');
  await field.fill('amara mensah');
  await expect(active).toContainText('Amara Mensah');
  await expect(group('Members').last()).toHaveText(/^Show all \d+ members$/);
  await group('Members').last().click();
  await expect(page).toHaveURL('/members?q=amara+mensah');
});

test('one wrong letter is forgiven, and what is not found is said', async ({ page }) => {
  await signIn(page, people.admin);
  await expect(page.getByText('12 of 12 apps loaded')).toBeVisible();
  await openPalette(page);
  await page.keyboard.type('foundy');
  const meant = page.getByRole('group', { name: 'Did you mean' });
  await expect(meant.getByRole('option').first()).toContainText(foundryNotes.name);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(foundryNotes.path);
  await openPalette(page);
  const groups = page.getByRole('listbox').getByRole('group');
  await expect(groups.nth(0)).toHaveAttribute('aria-label', 'This page');
  await expect(groups.nth(1)).toHaveAttribute('aria-label', 'Pages');
  await page.keyboard.type('qqqqqq');
  await expect(page.getByText(/^No apps, members, scopes, pages or actions match/)).toBeVisible();
});

test('on a phone it has a button that closes it', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, people.admin);
  await openPalette(page);
  await page.getByRole('button', { name: 'Close search' }).click();
  await expect(page.getByRole('combobox')).toHaveCount(0);
});
