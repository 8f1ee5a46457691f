import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import type { Truth } from '../support/sandbox.ts';
import { expect, people, signIn, test } from '../support/test.ts';

const kind = (page: Page, label: string) =>
  page
    .getByRole('group', { name: 'What happened' })
    .getByRole('button', { name: new RegExp(`^${label}`) });
const rows = (page: Page) =>
  page
    .getByRole('table')
    .getByRole('row')
    .filter({ has: page.getByRole('cell') });
const readAgain = (page: Page) => page.getByRole('button', { name: 'Refresh' }).click();

type Grant = Truth['apps'][number]['holders'][number] & { app: string };

function grantsOf({ apps }: Truth): Map<string, Grant> {
  return new Map(
    apps.flatMap(({ clientId, holders }) =>
      holders.map((holder) => [`${clientId} ${holder.memberId}`, { app: clientId, ...holder }]),
    ),
  );
}

/** What happened to the grants between two states of the sandbox. */
function compare(before: Truth, after: Truth) {
  const [had, has] = [grantsOf(before), grantsOf(after)];
  const added = [...has].filter(([key]) => !had.has(key)).length;
  const removed = [...had].filter(([key]) => !has.has(key)).length;
  const kept = [...has].flatMap(([key, grant]) => {
    const earlier = had.get(key);
    if (earlier === undefined) return [];
    const came = grant.scopes.filter((scope) => !earlier.scopes.includes(scope));
    const left = earlier.scopes.filter((scope) => !grant.scopes.includes(scope));
    return [{ ...grant, came, left }];
  });
  return {
    added,
    removed,
    grown: kept.filter(({ came, left }) => came.length > 0 && left.length === 0),
    shrunk: kept.filter(({ came, left }) => came.length === 0 && left.length > 0).length,
  };
}

test('what changes between two readings is told, with the scopes that came', async ({
  page,
  sandbox,
  stack,
}) => {
  await stack.startAnew();
  await sandbox.resize('globex', 40);
  const before = await sandbox.truth('globex');
  await signIn(page, people.manyApps, { at: '/changes' });
  // What was there before Grantscope first looked is no change.
  expect(before.apps.length).toBeGreaterThan(0);
  await expect(page.getByRole('heading', { name: 'No changes' })).toBeVisible();
  await expect(kind(page, 'Connected')).toHaveCount(0);
  await expect(page.getByText(/^No changes from .+ History starts on /)).toBeVisible();

  await sandbox.resize('globex', 44);
  const after = await sandbox.truth('globex');
  const { added, removed, grown, shrunk } = compare(before, after);
  await readAgain(page);
  await expect(kind(page, 'Connected')).toHaveText(`Connected ${added}`);
  await expect(kind(page, 'Disconnected')).toHaveText(`Disconnected ${removed}`);
  await expect(kind(page, 'Access expanded')).toHaveText(`Access expanded ${grown.length}`);
  await expect(kind(page, 'Access reduced')).toHaveText(`Access reduced ${shrunk}`);

  // Pages follow one another until all is there.
  await expect(rows(page)).toHaveCount(100);
  await page.getByRole('button', { name: 'Load more' }).click();
  await expect(rows(page)).toHaveCount(200);

  await kind(page, 'Access expanded').click();
  await expect(page).toHaveURL('/changes?kind=scopes-grown');
  await expect(rows(page)).toHaveCount(grown.length);
  await expect(page.getByRole('button', { name: 'Load more' })).toHaveCount(0);
  const [one] = grown;
  const member = after.members.find(({ memberId }) => memberId === one?.memberId);
  const row = rows(page).filter({
    has: page.locator(`a[href="/apps/${one?.app ?? ''}"]`),
  });
  const ofMember = row.filter({ hasText: member?.name ?? '' });
  await expect
    .poll(async () => (await ofMember.locator('ins bdi').allTextContents()).toSorted())
    .toEqual(one?.came.toSorted());
  await page.reload();
  await expect(rows(page)).toHaveCount(grown.length);
  await expectAccessible(page, 'main');
});

test('one app is picked out of the sums, and let go again', async ({ page, sandbox, stack }) => {
  await stack.startAnew();
  const { apps } = await sandbox.truth('acme-robotics');
  await signIn(page, people.admin, { at: '/changes' });
  await expect(page.getByRole('heading', { name: 'No changes' })).toBeVisible();
  for (const { clientId, holders } of apps) {
    await sandbox.revoke('acme-robotics', holders[0]?.memberId ?? '', clientId);
  }
  await readAgain(page);
  await expect(rows(page)).toHaveCount(12);
  const sums = page.getByRole('group').filter({ hasText: 'By app' });
  await sums.getByRole('button', { name: /^Timekeeper/ }).click();
  await expect(page).toHaveURL(/\/changes\?app=connected-app-[\w-]+$/);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('Timekeeper');
  await page.getByRole('button', { name: 'Only Timekeeper' }).click();
  await expect(rows(page)).toHaveCount(12);
});

test('days are chosen quickly or one by one, and the address keeps them', async ({ page }) => {
  await signIn(page, people.admin, { at: '/changes' });
  const range = (name: string) => page.getByRole('button', { name, exact: true });
  await expect(range('30 days')).toHaveAttribute('aria-pressed', 'true');
  await range('7 days').click();
  await expect(page).toHaveURL('/changes?range=7');
  await page.getByLabel('From').fill('2020-01-01');
  await page.getByLabel('to', { exact: true }).fill('2020-01-31');
  await expect(page).toHaveURL('/changes?from=2020-01-01&to=2020-01-31');
  await expect(range('7 days')).toHaveAttribute('aria-pressed', 'false');
  await expect(page.getByRole('heading', { name: 'No changes' })).toBeVisible();
  await expect(page.getByText(/from Jan 1, 2020 to Jan 31, 2020/)).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('From')).toHaveValue('2020-01-01');
  await page.getByLabel('to', { exact: true }).fill('2019-12-24');
  await expect(page).toHaveURL('/changes?from=2019-12-24&to=2019-12-24');
});

test('dates in reverse order are swapped, and it says so', async ({ page }) => {
  await signIn(page, people.admin, { at: '/changes?from=2020-01-31&to=2020-01-01' });
  await expect(page.getByText('The start date was after the end date')).toBeVisible();
  await expect(page.getByLabel('From')).toHaveValue('2020-01-01');
  await page.getByLabel('From').fill('2020-01-02');
  await expect(page).toHaveURL('/changes?from=2020-01-02&to=2020-01-31');
  await expect(page.getByText('The start date was after the end date')).toHaveCount(0);
});

test('the first visit has none before it, and nothing goes on loading', async ({ page, stack }) => {
  await stack.startAnew();
  await signIn(page, people.admin, { at: '/changes?range=visit' });
  await expect(page.getByRole('heading', { name: 'This is your first visit' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Since your last visit' })).toHaveCount(0);
  await page.getByRole('button', { name: '30 days', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'No changes' })).toBeVisible();
});

test('a new app is one row, with its members and scopes, on the overview and on the page', async ({
  page,
  sandbox,
  stack,
}) => {
  await stack.startAnew();
  await signIn(page, people.admin, { at: '/' });
  await expect(page.getByRole('region', { name: 'Last 7 days' })).toContainText('No changes yet.');
  const { members, apps } = await sandbox.truth('acme-robotics');
  const holders = members.slice(0, 3).map(({ memberId }) => ({
    memberId,
    scopes: ['openid', 'offline_access'],
  }));
  await sandbox.putGrants('acme-robotics', [
    ...apps,
    { clientId: 'connected-app-test-00000000-0000-4000-8000-0000000000aa', name: 'Robot', holders },
  ]);
  await page.getByRole('button', { name: 'Refresh' }).click();
  const news = page.getByRole('region', { name: 'Last 7 days' });
  await expect(news.getByRole('listitem')).toHaveText(/1 new app\s*Robot/);
  await news.getByRole('link', { name: '1 new app' }).click();
  await expect(page).toHaveURL(/\/changes\?since=\d+&kind=appeared$/);
  await expect(kind(page, 'New app')).toHaveText('New app 1');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('3 members');
  await expect(rows(page)).toContainText('offline_access');
});

test('a grant that is revoked elsewhere is told with what it held', async ({
  page,
  sandbox,
  stack,
}) => {
  await stack.startAnew();
  const { apps, members } = await sandbox.truth('acme-robotics');
  const app = apps.find(({ holders }) => holders.length > 5);
  const [holder] = app?.holders ?? [];
  const member = members.find(({ memberId }) => memberId === holder?.memberId);
  await signIn(page, people.admin, { at: '/changes' });
  await expect(page.getByRole('heading', { name: 'No changes' })).toBeVisible();
  await sandbox.revoke('acme-robotics', holder?.memberId ?? '', app?.clientId ?? '');
  await readAgain(page);
  await expect(kind(page, 'Disconnected')).toHaveText('Disconnected 1');
  const row = rows(page).filter({ hasText: 'Disconnected' });
  await expect(row).toContainText(member?.name ?? '');
  await expect(row.getByRole('link').first()).toHaveAttribute('href', `/apps/${app?.clientId}`);
  await expect(row.getByRole('time')).toHaveAttribute(
    'title',
    /between this check and the one before/,
  );
});

test('who may not read names sees ids', async ({ page, sandbox, stack }) => {
  await stack.startAnew();
  const { apps } = await sandbox.truth('acme-robotics');
  const app = apps.find(({ holders }) => holders.length > 5);
  const memberId = app?.holders[0]?.memberId ?? '';
  await signIn(page, people.nameless, { at: '/changes' });
  await expect(page.getByRole('heading', { name: 'No changes' })).toBeVisible();
  await sandbox.revoke('acme-robotics', memberId, app?.clientId ?? '');
  await readAgain(page);
  await expect(rows(page).filter({ hasText: 'Disconnected' })).toContainText(memberId);
});
