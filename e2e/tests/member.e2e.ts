import { ask } from '../support/app-page.ts';
import { connectionsPage, heldBy } from '../support/connections.ts';
import { expect, people, signIn, test } from '../support/test.ts';
import { foundryNotes } from '../support/truth.ts';

const busy = 'siobhan.bennett@acme-robotics.example';
const departed = 'ananya.sharma34@acme-robotics.example';
const pending = 'mallory@acme-robotics.example';

test('a member’s page lists every app that they connected, with its scopes', async ({
  page,
  sandbox,
}) => {
  const member = heldBy(await sandbox.truth('acme-robotics'), busy);
  await signIn(page, people.admin, { at: member.path });
  const shown = connectionsPage(page);
  await expect(page.getByRole('heading', { name: member.name, level: 1 })).toBeVisible();
  const main = page.getByRole('main');
  await expect(main).toContainText(busy);
  await expect(main).toContainText(member.memberId);
  await expect(main.getByText('Active', { exact: true })).toBeVisible();
  await expect(shown.apps).toHaveCount(member.grants.length);
  for (const { clientId, scopes } of member.grants) {
    const row = page.getByRole('row').filter({ has: page.locator(`a[href="/apps/${clientId}"]`) });
    const chips = row.locator('[data-scope]');
    await expect(chips).toHaveCount(scopes.length);
    const names = await chips.evaluateAll((all) =>
      all.map((chip) => chip.getAttribute('data-scope') ?? ''),
    );
    expect(names.toSorted()).toEqual([...scopes].toSorted());
  }
});

test('scopes that no role of the member backs are dormant, and roles are compared', async ({
  page,
  sandbox,
}) => {
  const { path } = heldBy(await sandbox.truth('acme-robotics'), people.plain);
  await signIn(page, people.admin, { at: path });
  const shown = connectionsPage(page);
  const row = shown.row(foundryNotes.name);
  await expect(row).toContainText('2 dormant');
  await expect(row).toContainText('4 independent of roles');
  await expect(row.getByRole('img', { name: 'Dormant' })).toHaveCount(2);

  await shown.explain(foundryNotes.name).click();
  const scopes = shown.scopes(foundryNotes.name);
  await expect(scopes).toContainText('Inactive: the member’s roles don’t allow this.');
  const permissions = scopes.getByRole('table', { name: 'Permissions of billing:export' });
  await expect(permissions.getByRole('row')).toHaveText([
    /^NeedsRoles/,
    'billing.readstytch_admin',
    'billing.exportstytch_admin',
  ]);
  await expect(scopes).toContainText('Standard OpenID Connect scope. No role needed.');

  await shown.explain('Claudine').click();
  await expect(
    shown.scopes('Claudine').getByRole('table', { name: 'Permissions of documents:read' }),
  ).toContainText('stytch_member (held)stytch_admin');
});

test('a role says how the member came by it', async ({ page, sandbox }) => {
  const { path } = heldBy(await sandbox.truth('acme-robotics'), people.admin);
  await signIn(page, people.admin, { at: path });
  await page.getByRole('button', { name: 'stytch_admin' }).click();
  const role = page.getByRole('dialog', { name: 'About the role stytch_admin' });
  await expect(role).toContainText('Granted to the creator of the organization.');
  await expect(role).toContainText('Assigned directly.');
});

test('somebody who is no active member and holds grants is flagged, with what that means', async ({
  page,
  sandbox,
}) => {
  const truth = await sandbox.truth('acme-robotics');
  const [gone, early] = [heldBy(truth, departed), heldBy(truth, pending)];
  await signIn(page, people.admin, { at: gone.path });
  const { notice, row } = connectionsPage(page);
  const main = page.getByRole('main');
  await expect(notice.filter({ hasText: 'Former member' })).toContainText(
    `Former member with ${gone.grants.length} grants.`,
  );
  await expect(main.getByText('Deleted', { exact: true })).toBeVisible();
  await expect(main).toContainText('Roles until they left');
  // Whatever roles are on record: they back nothing any more.
  await expect(row(foundryNotes.name)).toContainText('5 dormant');

  await page.goto(early.path);
  await expect(notice.filter({ hasText: 'Pending member' })).toContainText(
    `Pending member with ${early.grants.length} grants.`,
  );
  // The name hides a mark that turns the text round.
  await expect(page.getByRole('heading', { level: 1 })).toContainText('U+202E');
});

test('search, filters, order and open scopes are in the link that is copied', async ({
  page,
  context,
  sandbox,
}) => {
  await context.grantPermissions(['clipboard-write']);
  const { path, grants } = heldBy(await sandbox.truth('acme-robotics'), busy);
  await signIn(page, people.admin, { at: path });
  const shown = connectionsPage(page);
  await shown.search.fill('documents');
  const withDocuments = grants.filter(({ scopes }) =>
    scopes.some((scope) => scope.startsWith('documents:')),
  );
  await expect(shown.result).toHaveText(`${withDocuments.length} of ${grants.length} apps`);
  await page.getByRole('button', { name: /^With high-risk/ }).click();
  await page.getByRole('button', { name: 'App', exact: true }).click();
  await shown.explain(foundryNotes.name).click();
  await expect(page).toHaveURL(
    `${path}?q=documents&show=high-risk&sort=name&open=${foundryNotes.id}`,
  );
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('button', { name: 'Link copied' })).toBeVisible();
  // Pasted, since the page may not read the clipboard.
  await shown.search.fill('');
  await shown.search.press('ControlOrMeta+V');
  const link = await shown.search.inputValue();

  await page.goto('/apps');
  await page.goto(link);
  await expect(shown.search).toHaveValue('documents');
  await expect(page.getByRole('button', { name: /^With high-risk/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(page.getByRole('columnheader', { name: 'App' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  await expect(shown.scopes(foundryNotes.name)).toBeVisible();

  await shown.search.fill('no such app or scope');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(shown.apps).toHaveCount(grants.length);
});

test('apps are reached and laid open without a pointer', async ({ page, sandbox }) => {
  const { path, grants } = heldBy(await sandbox.truth('acme-robotics'), busy);
  await signIn(page, people.admin, { at: path });
  const shown = connectionsPage(page);
  await expect(shown.apps).toHaveCount(grants.length);
  await page.keyboard.press('/');
  await expect(shown.search).toBeFocused();
  await page.keyboard.type('foundry');
  await expect(shown.result).toHaveText(`1 of ${grants.length} apps`);
  await page.keyboard.press('ArrowDown');
  await expect(shown.explain(foundryNotes.name)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(shown.scopes(foundryNotes.name)).toBeVisible();
  const hide = page.getByRole('button', { name: `Hide details of ${foundryNotes.name}` });
  await expect(hide).toBeFocused();
  await expect(hide).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Space');
  await expect(shown.scopes(foundryNotes.name)).toHaveCount(0);
});

test('what Grantscope saw first and what is gone are told as just that', async ({
  page,
  sandbox,
}) => {
  const truth = await sandbox.truth('acme-robotics');
  const { memberId, path, grants } = heldBy(truth, 'folake.mensah@acme-robotics.example');
  await signIn(page, people.admin, { at: path });
  const record = async () => (await ask(page, `/api${path}`)).text;
  await ask(page, '/api/grants', { newerThan: Date.now() });
  await expect.poll(record).toContain('"firstSeen":');
  await sandbox.revoke('acme-robotics', memberId, foundryNotes.id);
  await ask(page, '/api/grants', { newerThan: Date.now() });
  await expect.poll(record).toContain('"goneSince":');

  await page.reload();
  const shown = connectionsPage(page);
  await expect(shown.apps).toHaveCount(grants.length - 1);
  await expect(page.getByRole('columnheader', { name: 'First seen by Grantscope' })).toBeVisible();
  await expect(shown.row('Claudine').first()).toContainText(
    'First check; may have been granted earlier',
  );
  const past = page.getByRole('region', { name: 'Past grants' });
  await expect(past.getByRole('listitem')).toHaveCount(1);
  await expect(past).toContainText(foundryNotes.name);
  await expect(past).toContainText('First seen by Grantscope');
  await expect(past).toContainText('Gone since');
});

test('a viewer who may not read names sees the id, and why', async ({ page, sandbox }) => {
  const { path, memberId } = heldBy(await sandbox.truth('acme-robotics'), busy);
  await signIn(page, people.nameless, { at: path });
  const main = page.getByRole('main');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Member …${memberId.slice(-6)}`);
  await expect(main).toContainText('Your roles do not allow search on stytch.member');
  await expect(main).toContainText('not known');
  await expect(page.getByText('Siobhán')).toHaveCount(0);
});

test('what surrounds the grants may fail: the page says what is missing', async ({
  page,
  sandbox,
  stack,
}) => {
  const { path, grants } = heldBy(await sandbox.truth('acme-robotics'), busy);
  // The server remembers what surrounds the grants for a minute.
  await stack.restartServer();
  await sandbox.fail(
    { path: 'members/search', kind: 'status', status: 500 },
    { path: '/b2b/organizations/{organization_id}', kind: 'status', status: 500 },
  );
  await signIn(page, people.admin, { at: path });
  const shown = connectionsPage(page);
  await expect(shown.apps).toHaveCount(grants.length);
  const missing = shown.notice.filter({ hasText: 'Some data couldn’t be loaded.' });
  await expect(missing).toContainText('the member’s name, status and roles');
  await expect(missing).toContainText('the organization’s policy');
  await expect(shown.row(foundryNotes.name)).toContainText('not known');
});

test('a member that nobody knows is not found', async ({ page, guard }) => {
  guard.expect(/status of 404.*api\/members/);
  const nobody = '/members/member-test-00000000-0000-4000-8000-000000000000';
  await signIn(page, people.admin, { at: nobody });
  await expect(page.getByRole('heading', { name: 'Not found' })).toBeVisible();
});
