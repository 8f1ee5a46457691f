import type { Page } from '@playwright/test';
import { openPalette } from '../support/palette.ts';
import type { Stack } from '../support/stack.ts';
import { expect, people, signIn, test } from '../support/test.ts';

const appId = (at: number) => `connected-app-test-00000000-0000-4000-8000-00000000${1000 + at}`;

/** Gives Hooli's only member one app for each name, with the given scopes. */
async function give(
  { sandbox, startAnew }: Pick<Stack, 'sandbox' | 'startAnew'>,
  names: readonly string[],
  scopes: readonly string[],
): Promise<string> {
  const { members } = await sandbox.truth('hooli');
  const memberId = members.find(({ email }) => email === people.alone)?.memberId ?? '';
  await sandbox.grant(
    'hooli',
    names.map((name, at) => ({ clientId: appId(at), name, holders: [{ memberId, scopes }] })),
  );
  // The graph of the test before is kept in memory.
  await startAnew();
  return memberId;
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

/** Nothing on the page is wider than the window. */
async function expectNoSideways(page: Page): Promise<void> {
  const over = await page.evaluate(() => {
    const main = document.querySelector('main');
    return Math.max(
      document.documentElement.scrollWidth - innerWidth,
      (main?.scrollWidth ?? 0) - (main?.clientWidth ?? 0),
    );
  });
  expect(over, 'px that stick out').toBeLessThanOrEqual(0);
}

test('an app whose id is the URL of its metadata has a page like any other, and keeps it on reload', async ({
  page,
  sandbox,
  stack,
}) => {
  const memberId = await give(stack, ['Notes'], ['notes:read']);
  const holders = [{ memberId, scopes: ['notes:read'] }];
  const clientId = 'https://agent.example/oauth/client.json';
  await sandbox.grant('hooli', [{ clientId, name: 'Agent', holders }]);
  await stack.startAnew();
  await signIn(page, people.alone, { at: '/apps' });
  await page.getByRole('link', { name: 'Agent', exact: true }).click();
  await expect(heading(page)).toHaveText('Agent');
  await expect(page.getByText('Gavin Belson').first()).toBeVisible();
  await page.reload();
  await expect(heading(page)).toHaveText('Agent');
});

test.describe('names of scopes that mean something in an address', () => {
  // https://github.com/keycloak/keycloak/issues/12618, https://github.com/remix-run/react-router/issues/10481
  const names = ['a/b', 'a%2Fb', '.', '..', '100%', 'a\\b', 'urn:example/files', 'a~2Fb', 'a;b'];

  test('each opens from the list, keeps its page on reload, and none is another’s (keycloak/keycloak#12618)', async ({
    page,
    stack,
  }) => {
    await give(stack, ['Notes'], names);
    await signIn(page, people.alone, { at: '/scopes' });
    for (const name of names) {
      const table = page.getByRole('table');
      // What may be several scopes counts as high-risk.
      const highRisk = table.getByRole('link', { name: `High risk: ${name}`, exact: true });
      await table.getByRole('link', { name, exact: true }).or(highRisk).click();
      await expect(heading(page)).toHaveText(name);
      await expect(page.getByText('1 person granted it')).toBeVisible();
      await page.reload();
      await expect(heading(page)).toHaveText(name);
      await page.goBack();
    }
  });

  test('an old link with percent signs still leads to the same scope', async ({ page, stack }) => {
    await give(stack, ['Notes'], ['a/b', 'a%2Fb']);
    await signIn(page, people.alone, { at: '/scopes/a%252Fb' });
    await expect(heading(page)).toHaveText('a%2Fb');
    await expect(page).toHaveURL('/scopes/a~252Fb');
    await page.goto('/scopes/a%2Fb');
    await expect(heading(page)).toHaveText('a/b');
  });
});

// https://github.com/angular/angular/issues/49610
test('two slashes at the beginning are the page itself, and its filters work (angular/angular#49610)', async ({
  page,
  stack,
}) => {
  await signIn(page, people.admin);
  await page.goto(`${stack.origin}//`);
  await page.getByRole('button', { name: /^Third party \d/ }).click();
  await expect(page).toHaveURL(/\/\?type=third_party/);
  await page.goto(`${stack.origin}//apps?q=foundry`);
  await expect(page).toHaveURL('/apps?q=foundry');
  await expect(page.getByRole('searchbox', { name: 'Search apps' })).toHaveValue('foundry');
});

test.describe('scopes named by whoever', () => {
  test('like something of every object: no page falls', async ({ page, stack }) => {
    await give(stack, ['Notes'], ['__proto__', 'constructor', 'toString']);
    await signIn(page, people.alone, { at: '/mine' });
    await expect(page.getByText('You let Notes')).toBeVisible();
    for (const at of ['/', '/scopes', '/scopes/__proto__', '/members', `/apps/${appId(0)}`]) {
      await page.goto(at);
      await expect(heading(page)).toBeVisible();
      await expect(page.getByText('Something went wrong')).toHaveCount(0);
    }
  });

  test('by half of a surrogate pair: the others are still listed', async ({ page, stack }) => {
    await give(stack, ['Notes'], ['\uD800x', 'notes:read']);
    await signIn(page, people.alone, { at: '/scopes' });
    await expect(page.getByRole('link', { name: 'notes:read' })).toBeVisible();
    await page.goto('/');
    await expect(page.getByRole('heading', { name: 'Scopes by reach' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'notes:read' })).toBeVisible();
  });
});

test('an app whose name shows nothing has a name to press, everywhere', async ({ page, stack }) => {
  await give(stack, ['\u00A0\u3000\u2003'], ['notes:read']);
  await signIn(page, people.alone);
  await page.getByRole('link', { name: 'App without a name' }).click();
  await expect(heading(page)).toHaveText('App without a name');
  await expect(page.getByRole('navigation', { name: 'Breadcrumb' })).toContainText(
    'App without a name …001000',
  );
  await expect(page).toHaveTitle(/^App without a name …001000 · Apps/);
  await page.goto('/');
  await expect(page.getByRole('link', { name: /^App without a name/ })).toBeVisible();
  const palette = await openPalette(page);
  await palette.field.fill('without');
  await expect(palette.options.filter({ hasText: 'App without a name' })).toBeVisible();
});

test('names without an end leave the page as it is', async ({ page, stack }) => {
  const endless = 'x'.repeat(5000);
  const memberId = await give(stack, [endless, `${endless}2`], [endless]);
  await stack.sandbox.rename(people.alone, endless);
  await signIn(page, people.alone);
  for (const at of [
    '/',
    '/apps',
    '/members',
    '/scopes',
    '/changes',
    '/activity',
    `/apps/${appId(0)}`,
    `/members/${memberId}`,
    `/diagnose/${memberId}/${appId(0)}`,
    '/mine',
  ]) {
    await page.goto(at);
    await expect(heading(page)).toBeVisible();
    await expect(page.getByText(/x{20}/).first()).toBeVisible();
    await expectNoSideways(page);
    const heights = await heading(page).evaluate((element) => element.clientHeight);
    expect(heights, `the heading of ${at}`).toBeLessThanOrEqual(6 * 26);
  }
  await page.goto(`/apps/${appId(0)}`);
  await page.getByRole('button', { name: 'Show more' }).first().click();
  await expect(heading(page)).toHaveText(endless);
});

test('an invisible character is named wherever a name is put', async ({ page, stack }) => {
  const memberId = await give(stack, ['Q\u202Ez', 'Sl\u034Fack'], ['s\u202Et', 'v\uFE0Fw']);
  await stack.sandbox.rename(people.alone, 'M\u200Bn');
  await signIn(page, people.alone);
  const raw = /\u202E|\u034F|\uFE0F|\u200B/;
  for (const at of [
    '/',
    '/apps',
    '/members',
    '/scopes',
    '/changes',
    '/activity',
    `/apps/${appId(0)}`,
    `/apps/${appId(0)}?tab=scopes`,
    `/members/${memberId}`,
    `/diagnose/${memberId}/${appId(0)}`,
    `/scopes/${encodeURIComponent('s\u202Et')}`,
    '/mine',
  ]) {
    await page.goto(at);
    await expect(page.getByText(/U\+202E|U\+200B/).first()).toBeVisible();
    const seen = await page.evaluate(() => [
      document.title,
      document.body.innerText,
      ...Array.from(document.querySelectorAll('*'), (element) =>
        ['title', 'aria-label', 'alt', 'placeholder']
          .map((name) => element.getAttribute(name) ?? '')
          .join(' '),
      ),
    ]);
    expect(
      seen.filter((text) => raw.test(text)),
      at,
    ).toEqual([]);
  }
  await expect(page).toHaveTitle(/My apps/);
  await page.goto(`/apps/${appId(1)}`);
  await expect(page).toHaveTitle(/^SlU\+034Fack · Apps/);
});
