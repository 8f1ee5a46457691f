import type { Page } from '@playwright/test';
import { z } from 'zod';
import { ask } from '../support/app-page.ts';
import type { Truth } from '../support/sandbox.ts';
import { expect, people, signIn, test } from '../support/test.ts';

const figure = (page: Page, label: string) =>
  page.getByRole('listitem').filter({ has: page.getByText(label, { exact: true }) });
const chart = (page: Page, title: string) => page.getByRole('region', { name: title });
const bars = (page: Page, title: string) =>
  chart(page, title)
    .getByRole('row')
    .filter({ has: page.getByRole('link') });
const scopesResponse = z.object({
  scopes: z.array(z.object({ name: z.string(), class: z.string() })),
});

function grantsOf({ apps }: Truth) {
  return apps.flatMap(({ holders }) => holders);
}

test('the figures are true', async ({ page, sandbox }) => {
  const truth = await sandbox.truth('acme-robotics');
  await signIn(page, people.admin, { at: '/' });
  await expect(figure(page, 'connected apps')).toContainText(String(truth.apps.length));
  const { text } = await ask(page, '/api/scopes');
  const highRisk = new Set(
    scopesResponse
      .parse(JSON.parse(text))
      .scopes.filter((scope) => scope.class === 'high-risk')
      .map(({ name }) => name),
  );
  const grants = grantsOf(truth);
  const grave = grants.filter(({ scopes }) => scopes.some((scope) => highRisk.has(scope)));
  const holders = new Set(grants.map(({ memberId }) => memberId));
  const statusOf = new Map(truth.members.map(({ memberId, status }) => [memberId, status]));
  const live = truth.members.filter(({ status }) => status !== 'deleted');
  const present = live.filter(({ memberId }) => holders.has(memberId)).length;
  const others = [...holders].filter((id) => (statusOf.get(id) ?? 'deleted') === 'deleted').length;
  const inactive = [...holders].filter((id) => statusOf.get(id) !== 'active').length;

  await expect(figure(page, 'members')).toContainText(`${present} of ${live.length}`);
  await expect(figure(page, 'members')).toContainText(`so did ${others} former or unknown people`);
  await expect(figure(page, 'grants')).toContainText(String(grants.length));
  await expect(figure(page, 'high-risk grants')).toContainText(String(grave.length));
  await expect(figure(page, 'high-risk grants')).toContainText(
    `by ${new Set(grave.map(({ memberId }) => memberId)).size} people`,
  );
  await expect(figure(page, 'inactive people with access')).toContainText(String(inactive));
  await expect(
    page.getByText(`${grave.length} of ${grants.length} grants include high-risk access.`),
  ).toBeVisible();
});

test('each figure leads to what it counts', async ({ page }) => {
  await signIn(page, people.admin, { at: '/' });
  for (const [label, address] of [
    ['connected apps', '/apps'],
    ['members', '/members'],
    ['grants', '/members?sort=-apps'],
    ['high-risk grants', '/members?class=high-risk'],
    [
      'inactive people with access',
      '/members?status=pending&status=invited&status=deleted&status=unknown',
    ],
  ] as const) {
    await figure(page, label).getByRole('link').click();
    await expect(page).toHaveURL(address);
    await page.goBack();
  }
});

test('bars are true, lead to their app or scope, and the legends narrow them', async ({
  page,
  sandbox,
}) => {
  const { apps } = await sandbox.truth('acme-robotics');
  const most = apps
    .map(({ holders }) => holders.length)
    .toSorted((a, b) => b - a)
    .slice(0, 10);
  await signIn(page, people.admin, { at: '/' });
  await expect(bars(page, 'Apps by reach')).toHaveCount(10);
  const counts = bars(page, 'Apps by reach').locator('td:nth-of-type(3)');
  await expect(counts).toHaveText(most.map(String));

  await chart(page, 'Scopes by reach')
    .getByRole('button', { name: /^High risk/ })
    .click();
  await expect(page).toHaveURL('/?class=high-risk');
  await expect(bars(page, 'Scopes by reach').first()).toContainText('full_access');
  await chart(page, 'Apps by reach')
    .getByRole('button', { name: /^First party, public/ })
    .click();
  await expect(bars(page, 'Apps by reach')).toHaveCount(1);
  await page.reload();
  await expect(bars(page, 'Apps by reach')).toHaveCount(1);
  await bars(page, 'Scopes by reach').first().getByRole('link').click();
  await expect(page).toHaveURL('/scopes/full_access');
});

test('a chart is a table that can be shown as one', async ({ page }) => {
  await signIn(page, people.admin, { at: '/' });
  const region = chart(page, 'Apps by reach');
  await expect(region.getByRole('table', { name: /^Apps by the people/ })).toBeVisible();
  await expect(region.getByRole('columnheader')).toHaveCount(5);
  await expect(region.getByRole('rowheader').first()).toHaveText('Foundry Notes');
  await region.getByRole('button', { name: /^Show as table/ }).click();
  await expect(page).toHaveURL('/?table=apps');
  await expect(bars(page, 'Apps by reach')).toHaveCount(12);
  await expect(region.getByRole('columnheader', { name: 'Client type' })).toBeVisible();
  await expect(bars(page, 'Apps by reach').first()).toContainText('76%');
});

test('a first visit is told what changed lately', async ({ page, stack }) => {
  await stack.startAnew();
  await signIn(page, people.admin, { at: '/' });
  const news = page.getByRole('region', { name: 'Last 7 days' });
  await expect(news).toContainText('No changes yet.');
  await news.getByRole('link', { name: 'All changes' }).click();
  await expect(page).toHaveURL('/changes');
});

test('figures stay when they cannot be read again, and it says so', async ({
  page,
  sandbox,
  guard,
}) => {
  guard.expect(/status of 502.*grants/);
  await signIn(page, people.admin, { at: '/' });
  await expect(figure(page, 'grants')).toContainText('193');
  await sandbox.fail({ path: '/connected_apps', kind: 'html', status: 500 });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByText(/^Showing data from/)).toBeVisible();
  await expect(figure(page, 'grants')).toContainText('193');
  await sandbox.heal();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText(/^Showing data from/)).toHaveCount(0);
  await expect(figure(page, 'grants')).toContainText('193');
});

test('who may not read names sees figures and no statuses', async ({ page }) => {
  await signIn(page, people.nameless, { at: '/' });
  await expect(figure(page, 'grants')).toContainText('193');
  await expect(figure(page, 'inactive people with access')).toContainText('not known');
  await expect(figure(page, 'inactive people with access').getByRole('link')).toHaveCount(0);
});

test('an organization without apps is told how they would come', async ({ page }) => {
  await signIn(page, people.alone, { at: '/' });
  await expect(page.getByRole('heading', { name: 'No connected apps' })).toBeVisible();
});
