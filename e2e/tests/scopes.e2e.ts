import type { Page } from '@playwright/test';
import type { Truth } from '../support/sandbox.ts';
import { expect, people, signIn, test } from '../support/test.ts';

const rowsOf = (page: Page) =>
  page
    .getByRole('table')
    .getByRole('row')
    .filter({ has: page.getByRole('link') });
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search scopes' });

/** Who holds each scope, by the sandbox's own account. */
function holdersByScope({ apps }: Truth) {
  const scopes = new Map<string, { apps: Set<string>; members: Set<string> }>();
  for (const { clientId, holders } of apps) {
    for (const { memberId, scopes: granted } of holders) {
      for (const scope of granted) {
        const known = scopes.get(scope) ?? { apps: new Set(), members: new Set() };
        scopes.set(scope, known);
        known.apps.add(clientId);
        known.members.add(memberId);
      }
    }
  }
  return scopes;
}

test('every scope in use is listed with its class, the rule, and true counts', async ({
  page,
  sandbox,
}) => {
  const scopes = holdersByScope(await sandbox.truth('acme-robotics'));
  await signIn(page, people.admin, { at: '/scopes' });
  await expect(rowsOf(page)).toHaveCount(scopes.size);
  for (const [name, { apps, members }] of scopes) {
    const row = rowsOf(page).filter({ has: page.getByRole('link', { name, exact: true }) });
    const marked = rowsOf(page).filter({
      has: page
        .getByRole('link', { name: `High risk: ${name}`, exact: true })
        .or(page.getByRole('link', { name: `Sensitive: ${name}`, exact: true })),
    });
    const shown = row.or(marked);
    await expect(shown).toContainText(`${members.size} of `);
    await expect(shown).toContainText(`${apps.size} of 12`);
    await expect(shown).toContainText(
      /by built-in rule [\w-]+|Unclassified: no rule names this scope/,
    );
  }
  const grave = rowsOf(page).filter({ has: page.getByRole('link', { name: 'offline_access' }) });
  await expect(grave).toContainText('Keeps access while the member is away');
  await expect(grave).toContainText('Persistent: refresh tokens keep access');
});

test('the most dangerous come first, and every head sorts', async ({ page }) => {
  await signIn(page, people.admin, { at: '/scopes' });
  const head = (name: string) => page.getByRole('columnheader', { name, exact: true });
  await expect(head('Class')).toHaveAttribute('aria-sort', 'descending');
  await expect(rowsOf(page).first()).toContainText('High risk');
  await expect(rowsOf(page).last()).toContainText('Identity');
  await head('People').getByRole('button').click();
  await expect(page).toHaveURL('/scopes?sort=-members');
  await expect(rowsOf(page).first()).toContainText('openid');
  await head('Scope').getByRole('button').click();
  await expect(page).toHaveURL('/scopes?sort=name');
  const names = await page.getByRole('table').getByRole('link').locator('bdi').allTextContents();
  expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b)));
});

test('search and class narrow the list, and the address keeps both', async ({ page }) => {
  await signIn(page, people.admin, { at: '/scopes' });
  await search(page).fill('salaries');
  await expect(rowsOf(page).filter({ hasText: 'payroll:read' })).toHaveCount(1);
  await search(page).fill('billing');
  await page.getByRole('button', { name: /^High risk/ }).click();
  await expect(page).toHaveURL('/scopes?q=billing&class=high-risk');
  await page.reload();
  await expect(rowsOf(page).first()).toContainText('billing:manage');
  await expect(page.getByRole('button', { name: /^High risk/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await search(page).fill('no such scope');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(rowsOf(page)).not.toHaveCount(0);
  await expect(page).toHaveURL('/scopes');
});

test('the list is walked by keys and leads to the scope', async ({ page }) => {
  await signIn(page, people.admin, { at: '/scopes' });
  await expect(rowsOf(page).first()).toBeVisible();
  await page.keyboard.press('/');
  await expect(search(page)).toBeFocused();
  await page.keyboard.type('documents:');
  await page.keyboard.press('ArrowDown');
  const links = page.getByRole('table').getByRole('link');
  await expect(links.first()).toBeFocused();
  await page.keyboard.press('j');
  await expect(links.nth(1)).toBeFocused();
  await page.keyboard.press('k');
  const name = await links.first().locator('bdi').textContent();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/scopes/${encodeURIComponent(name ?? '')}`);
});

test('an app that could not be read is named, and read again on request', async ({
  page,
  stack,
  sandbox,
}) => {
  await stack.restartServer();
  await sandbox.fail({ path: 'connected_apps/{connected_app_id}', kind: 'html', status: 500 });
  await signIn(page, people.admin, { at: '/scopes' });
  await expect(page.getByText('12 apps could not be read.')).toBeVisible();
  await sandbox.heal();
  await page.getByRole('main').getByRole('button', { name: 'Refresh' }).first().click();
  await expect(page.getByText(/could not be read/)).toHaveCount(0);
  await expect(rowsOf(page)).not.toHaveCount(0);
});

test('an organization without apps is told how scopes would come', async ({ page }) => {
  await signIn(page, people.alone, { at: '/scopes' });
  await expect(page.getByRole('heading', { name: 'No scopes in use' })).toBeVisible();
});
