import type { Page } from '@playwright/test';
import { appPage } from '../support/app-page.ts';
import { expectAccessible } from '../support/axe.ts';
import { heldBy } from '../support/connections.ts';
import { diagnosisPage } from '../support/diagnosis.ts';
import { enterCustomer, openDesk, why } from '../support/desk.ts';
import { expect, people, signIn, test } from '../support/test.ts';
import { foundryNotes } from '../support/truth.ts';

const jane = 'siobhan.bennett@acme-robotics.example';
const requestId = /request-id-test-[\da-f-]{36}/;
const allChecks = '?open=grant,scopes,backing,policy,member,history';

/** What the clipboard holds, pasted as into a ticket: the page may not read it. */
async function paste(page: Page): Promise<string> {
  await page.evaluate(() => {
    const ticket = document.createElement('textarea');
    ticket.setAttribute('aria-label', 'Ticket to paste into');
    document.body.append(ticket);
    ticket.focus();
  });
  await page.keyboard.press('ControlOrMeta+v');
  const ticket = page.getByRole('textbox', { name: 'Ticket to paste into' });
  await expect(ticket).not.toHaveValue('');
  const text = await ticket.inputValue();
  await ticket.evaluate((element) => element.remove());
  return text;
}

/** Checks again until the words are there: what was read is recorded a moment later. */
async function checkUntil(page: Page, label: string, words: string): Promise<void> {
  const { again, check } = diagnosisPage(page);
  await expect(async () => {
    await again.click();
    await expect(check(label)).toContainText(words, { timeout: 1000 });
  }).toPass({ timeout: 45_000 });
}

test('a grant is diagnosed from the app’s page: every check, its evidence and the ids it stands on', async ({
  page,
  sandbox,
}) => {
  const member = heldBy(await sandbox.truth('acme-robotics'), jane);
  await signIn(page, people.admin, { at: foundryNotes.path });
  await appPage(page).row(member.name).getByRole('gridcell').nth(1).click();
  await page.getByRole('link', { name: 'Diagnose this grant' }).click();
  await expect(
    page.getByRole('heading', { name: `${foundryNotes.name} for ${member.name}`, level: 1 }),
  ).toBeVisible();
  const shown = diagnosisPage(page);
  await expect(shown.check('Grant')).toContainText('Connected.');
  await expect(shown.check('Policy')).toContainText('Third-party apps: all are allowed.');
  await expect(shown.check('Member')).toContainText('Active and not locked.');

  await shown.openAll.click();
  const scopes = member.grants.find(({ clientId }) => clientId === foundryNotes.id)?.scopes ?? [];
  await expect(shown.item('Scopes').locator('[data-scope]')).toHaveCount(scopes.length);
  await expect(shown.item('Roles')).toContainText('stytch_admin');
  for (const label of ['Grant', 'Scopes', 'Roles', 'Policy', 'Member']) {
    await expect(shown.item(label)).toContainText(requestId);
  }
  await expect(shown.item('History')).toContainText('No Stytch request');
  await expect(page).toHaveURL(/open=grant%2Cscopes%2Cbacking%2Cpolicy%2Cmember%2Chistory$/);
  expect(page.url()).not.toMatch(/@|%40/);
  await page.reload();
  await expect(shown.item('Member')).toContainText(requestId);
});

test('an app that the member does not have is diagnosed by keyboard, and checked again', async ({
  page,
  sandbox,
}) => {
  const member = heldBy(await sandbox.truth('acme-robotics'), people.plain);
  await signIn(page, people.admin, { at: member.path });
  await page.getByRole('button', { name: 'Diagnose an app…' }).press('Enter');
  const picker = page.getByRole('dialog', { name: 'Diagnose an app' });
  await picker.getByRole('searchbox').fill('harbor');
  await expect(picker.getByRole('link')).toHaveText(['Harbor CRM']);
  await page.keyboard.press('Enter');
  const { verdict, again, check } = diagnosisPage(page);
  await expect(verdict).toHaveText('Likely cause: the member hasn’t connected the app.');
  await expect(check('Grant')).toContainText(
    'Not connected, and never seen connected by Grantscope.',
  );

  await sandbox.lock(people.plain);
  await again.click();
  await expect(verdict).toHaveText(
    'Likely causes: the member is locked and the member hasn’t connected the app.',
  );
  await page.keyboard.press('j');
  await expect(check('Grant')).toBeFocused();
  for (const key of 'jjjj') await page.keyboard.press(key);
  await page.keyboard.press('Enter');
  await expect(check('Member')).toHaveAttribute('aria-expanded', 'true');
  await expect(diagnosisPage(page).item('Member')).toContainText('No end date');
  await page.keyboard.press('Enter');
  await expect(check('Member')).toHaveAttribute('aria-expanded', 'false');
});

test('a grant that is gone is told with when it was seen and missed, and what it held', async ({
  page,
  sandbox,
}) => {
  const member = heldBy(await sandbox.truth('acme-robotics'), jane);
  await signIn(page, people.admin, { at: foundryNotes.path });
  await expect(appPage(page).row(member.name)).toBeVisible();
  const path = `/diagnose/${member.memberId}/${foundryNotes.id}`;
  await page.goto(path);
  await checkUntil(page, 'History', 'First seen on');
  await sandbox.revoke('acme-robotics', member.memberId, foundryNotes.id);
  await page.goto(foundryNotes.path);
  await expect(appPage(page).rows.first()).toBeVisible();
  await page.goto(path);
  await checkUntil(page, 'Grant', 'Disconnected by');
  const { verdict, check } = diagnosisPage(page);
  await expect(verdict).toHaveText('Likely cause: the grant is gone.');
  await expect(check('Scopes')).toContainText('when it was last connected');
  await expect(check('History')).toContainText('Latest: disconnected');
});

test('a check that cannot be made says so with the id of the call, and the others are there', async ({
  page,
  sandbox,
  guard,
}) => {
  const member = heldBy(await sandbox.truth('acme-robotics'), jane);
  await sandbox.fail({ kind: 'status', status: 503, path: 'members/search' });
  await signIn(page, people.admin, {
    at: `/diagnose/${member.memberId}/${foundryNotes.id}?open=member`,
  });
  const { verdict, check, item, again } = diagnosisPage(page);
  await expect(check('Member')).toContainText('The member: Stytch reported an error.');
  await expect(item('Member')).toContainText(requestId);
  await expect(check('Grant')).toContainText('Connected.');
  await expect(verdict).toContainText('couldn’t run');

  await sandbox.heal();
  await again.click();
  await expect(check('Member')).toContainText('Active and not locked.');

  // What was found stays where nothing newer comes.
  guard.expect(/ERR_INTERNET_DISCONNECTED/);
  await page.context().setOffline(true);
  await again.click();
  await expect(page.getByText(/^Showing results from/)).toBeVisible();
  await expect(check('Member')).toContainText('Active and not locked.');
  await page.context().setOffline(false);
});

test('an unknown member, or app, has no diagnosis', async ({ page, sandbox, guard }) => {
  guard.expect(/status of 404.*\/api\/diagnosis/);
  const member = heldBy(await sandbox.truth('acme-robotics'), jane);
  const nothing = '00000000-0000-4000-8000-000000000000';
  await signIn(page, people.admin, { at: '/apps' });
  for (const path of [
    `/diagnose/member-test-${nothing}/${foundryNotes.id}`,
    `/diagnose/${member.memberId}/connected-app-test-${nothing}`,
    '/diagnose/x/y',
  ]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { name: 'Not found', level: 1 })).toBeVisible();
  }
});

test('the summary for the ticket has ids and times in UTC, and no email address', async ({
  page,
  context,
  sandbox,
}) => {
  await context.grantPermissions(['clipboard-write']);
  const member = heldBy(await sandbox.truth('acme-robotics'), jane);
  await signIn(page, people.admin, { at: `/diagnose/${member.memberId}/${foundryNotes.id}` });
  const { copy } = diagnosisPage(page);
  await copy.click();
  await expect(page.getByRole('button', { name: 'Summary copied' })).toBeVisible();
  const text = await paste(page);
  expect(text).toContain(`Member: ${member.name} (${member.memberId})`);
  expect(text).toContain(`App: ${foundryNotes.name} (${foundryNotes.id})`);
  expect(text).toMatch(/Checked: \d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} UTC/);
  expect(text.match(new RegExp(requestId, 'g'))).toHaveLength(4);
  expect(text).toMatch(/\/organizations\/organization-test-[\w-]+\/diagnose\/member-test-/);
  expect(text).not.toContain('@');
});

test('support diagnoses under a case, sees the address masked, and names its ticket', async ({
  page,
  context,
  sandbox,
  stack,
}) => {
  await stack.startAnew();
  await context.grantPermissions(['clipboard-write']);
  const member = heldBy(await sandbox.truth('acme-robotics'), jane);
  await openDesk(page);
  await enterCustomer(page, jane, 'Acme Robotics');
  await page.getByRole('link', { name: `Diagnose ${foundryNotes.name}` }).click();
  await expect(diagnosisPage(page).check('Grant')).toContainText('Connected.');
  await expect(page.getByText('s•••@acme-robotics.example')).toBeVisible();
  await diagnosisPage(page).copy.click();
  // Until then the clipboard holds what another journey has left there.
  await expect(page.getByRole('button', { name: 'Summary copied' })).toBeVisible();
  const text = await paste(page);
  expect(text).toContain(`Ticket: ${why.ticket}`);
  expect(text).toContain(member.memberId);
  expect(text).not.toContain('@');
});

test('a diagnosis is accessible, with its evidence and without', async ({ page, sandbox }) => {
  const member = heldBy(await sandbox.truth('acme-robotics'), jane);
  const path = `/diagnose/${member.memberId}/${foundryNotes.id}`;
  await signIn(page, people.admin, { at: path });
  const { check, item } = diagnosisPage(page);
  await expect(check('Grant')).toBeVisible();
  await expectAccessible(page);
  await page.goto(path + allChecks);
  await expect(item('Member')).toContainText(requestId);
  await expectAccessible(page);
});

test('choosing an app to diagnose is accessible', async ({ page, sandbox }) => {
  const { path } = heldBy(await sandbox.truth('acme-robotics'), people.plain);
  await signIn(page, people.admin, { at: path });
  await page.getByRole('button', { name: 'Diagnose an app…' }).click();
  const picker = page.getByRole('dialog', { name: 'Diagnose an app' });
  await expect(picker.getByRole('link', { name: 'Harbor CRM' })).toBeVisible();
  await expectAccessible(page, '[role=dialog]');
});
