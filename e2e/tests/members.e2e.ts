import { connectedMembers, graphTable } from '../support/graph-table.ts';
import { expect, people, signIn, test } from '../support/test.ts';

const directory = 'Members and the scopes they granted to any app';
const oneApp = 'connected_apps/{connected_app_id}';

/** Whether the organization counts them among its members. */
const isMember = ({ status }: { status: string }) => status !== 'deleted' && status !== 'unknown';

test('the directory answers how many members connected an app, and lists them', async ({
  page,
  sandbox,
}) => {
  const truth = await sandbox.truth('acme-robotics');
  const connected = connectedMembers(truth);
  const ofAll = truth.members.filter(isMember).length;
  const others = connected.filter((one) => !isMember(one)).length;
  await signIn(page, people.admin, { at: '/apps' });
  await page.getByRole('link', { name: 'Members', exact: true }).click();
  const table = graphTable(page, directory);
  await expect(table.allNames).toBeVisible();
  await expect(page.getByRole('main')).toContainText(
    `${connected.filter(isMember).length} of ${ofAll} members and ${others} former or unknown people connected an app`,
  );
  await expect(table.grid).toHaveAttribute('aria-rowcount', String(connected.length + 1));
  await expect(table.result).toHaveText(`${connected.length} people`);

  const amara = connected.find(({ name }) => name === 'Amara Okafor');
  await table.search.fill('amara');
  await expect(table.row('Amara Okafor').getByRole('gridcell').nth(2)).toHaveText(
    String(amara?.apps),
  );
});

test('members who should hold nothing are counted, flagged and found', async ({
  page,
  sandbox,
}) => {
  const connected = connectedMembers(await sandbox.truth('acme-robotics'));
  const count = (status: string) => connected.filter((one) => one.status === status).length;
  await signIn(page, people.admin, { at: '/members' });
  const table = graphTable(page, directory);
  await expect(table.allNames).toBeVisible();
  await page.getByRole('button', { name: `${count('unknown')} unknown person has access` }).click();
  await expect(table.rows).toHaveCount(count('unknown'));
  await expect(table.rows.first()).toContainText('No member of this organization has this id');
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await page.getByRole('button', { name: `${count('pending')} pending member` }).click();
  await expect(table.rows).toHaveCount(count('pending'));
  await page.getByRole('button', { name: 'Clear', exact: true }).click();

  await page
    .getByRole('button', { name: `${count('deleted')} deleted members still have access` })
    .click();
  await expect(page).toHaveURL(/\?status=deleted$/);
  await expect(table.rows).toHaveCount(count('deleted'));
  for (const row of await table.rows.all()) await expect(row).toContainText('Deleted');
  await page.reload();
  await expect(table.rows).toHaveCount(count('deleted'));
});

test('the scope facet narrows to members who granted it to any app', async ({ page, sandbox }) => {
  const connected = connectedMembers(await sandbox.truth('acme-robotics'));
  const holders = connected.filter(({ scopes }) => scopes.has('billing:export')).length;
  await signIn(page, people.admin, { at: '/members' });
  const table = graphTable(page, directory);
  await expect(table.allNames).toBeVisible();
  await table.facet('Scope').click();
  const facet = page.getByRole('dialog', { name: 'Filter by scope' });
  const choice = facet.getByRole('checkbox', { name: new RegExp(`billing:export ?${holders}$`) });
  await choice.check();
  await expect(table.result).toHaveText(`${holders} of ${connected.length} people`);
  await expect(page).toHaveURL(/\?scope=billing%3Aexport$/);
});

test('members are sorted by how many apps they connected, a second press turns it round', async ({
  page,
  sandbox,
}) => {
  const connected = connectedMembers(await sandbox.truth('acme-robotics'));
  const apps = connected.map((member) => member.apps).toSorted((a, b) => a - b);
  await signIn(page, people.admin, { at: '/members' });
  const table = graphTable(page, directory);
  await expect(table.allNames).toBeVisible();
  await expect(table.head('High risk')).toHaveAttribute('aria-sort', 'descending');
  const first = table.rows.first().getByRole('gridcell').nth(2);
  await table.head('Apps').getByRole('button').click();
  await expect(table.head('Apps')).toHaveAttribute('aria-sort', 'descending');
  await expect(first).toHaveText(String(apps.at(-1)));
  await table.head('Apps').getByRole('button').click();
  await expect(first).toHaveText(String(apps[0]));
  await expect(page).toHaveURL(/\?sort=apps$/);
});

test('a row opens its member by a press and by keys', async ({ page, sandbox }) => {
  const connected = connectedMembers(await sandbox.truth('acme-robotics'));
  const amara = connected.find(({ name }) => name === 'Amara Okafor');
  await signIn(page, people.admin, { at: '/members?q=amara.okafor' });
  const table = graphTable(page, directory);
  await table.row('Amara Okafor').getByText('Amara Okafor').click();
  await expect(page).toHaveURL(new RegExp(`/members/${amara?.memberId}$`));
  await expect(page.getByRole('heading', { level: 1, name: 'Amara Okafor' })).toBeVisible();

  await page.goBack();
  await expect(table.row('Amara Okafor')).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(table.selection).toContainText(`1 of ${connected.length} selected`);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Amara Okafor' })).toBeVisible();
});

test('of scopes that have no room, the copy and a screen reader get words', async ({ page }) => {
  await signIn(page, people.admin, { at: '/members' });
  const row = page.getByRole('row', { name: /Amara Okafor/ });
  await expect(row).toContainText(/\+\d+ more scopes/);
  const copied = await row.evaluate((element) => {
    getSelection()?.selectAllChildren(element);
    return getSelection()?.toString();
  });
  expect(copied).toMatch(/\+\d+ more scopes/);
  await expect(row).toMatchAriaSnapshot(`
    - row:
      - gridcell: /\\+\\d+ more scopes$/
  `);
});

test('while the grants are read, it is counted how many are', async ({ page, sandbox, stack }) => {
  await stack.restartServer();
  await sandbox.fail({ path: oneApp, kind: 'latency', ms: 1500 });
  await signIn(page, people.admin, { at: '/members' });
  const progress = page.getByRole('progressbar', { name: 'Reading all grants' });
  await expect(progress).toHaveAttribute('aria-valuetext', /^Reading \d+ of 12 apps/);
  const table = graphTable(page, directory);
  await expect(table.grid).toHaveAttribute('aria-busy', 'true');
  await expect(table.allNames).toBeVisible();
  await expect(table.grid).toHaveAttribute('aria-busy', 'false');
  await expect(progress).toHaveCount(0);
});

test('an app that could not be read is named, and reading again makes the table whole', async ({
  page,
  sandbox,
  stack,
}) => {
  const { length } = connectedMembers(await sandbox.truth('acme-robotics'));
  await stack.restartServer();
  await sandbox.fail({ path: oneApp, kind: 'invalid-json' });
  await signIn(page, people.admin, { at: '/members' });
  const notice = page.getByRole('status').filter({ hasText: '12 apps could not be read.' });
  await notice.getByText('Which are they?').click();
  await expect(notice.getByRole('listitem')).toHaveCount(12);
  await expect(notice).toContainText('Foundry Notes');
  await expect(page.getByText('0 of 12 apps loaded')).toBeVisible();
  await sandbox.heal();
  await notice.getByRole('button', { name: 'Refresh' }).click();
  await expect(notice).toHaveCount(0);
  const table = graphTable(page, directory);
  await expect(table.grid).toHaveAttribute('aria-rowcount', String(length + 1));
});

test('who may not read names finds members by id, and is told why', async ({ page, sandbox }) => {
  const { length } = connectedMembers(await sandbox.truth('acme-robotics'));
  await signIn(page, people.nameless, { at: '/members' });
  const table = graphTable(page, directory);
  await expect(table.grid).toHaveAttribute('aria-rowcount', String(length + 1));
  await expect(table.rows.first()).toContainText('member-test-');
  await expect(page.getByRole('main')).toContainText('members are shown by their ids');
  await expect(table.facet('Status')).toHaveCount(0);
});
