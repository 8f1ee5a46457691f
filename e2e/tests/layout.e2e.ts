import type { Page } from '@playwright/test';
import { appPage } from '../support/app-page.ts';
import { heldBy } from '../support/connections.ts';
import { enterCustomer, openDesk } from '../support/desk.ts';
import { graphTable } from '../support/graph-table.ts';
import { firstRowIsReadable, layoutFaults } from '../support/measure.ts';
import { openPalette } from '../support/palette.ts';
import { expect, people, signIn, test } from '../support/test.ts';
import { foundryNotes, holdersOf } from '../support/truth.ts';

test.describe.configure({ mode: 'parallel' });

/** Phones, tablets on both sides, desks; the last is 1280 × 1024 enlarged to 400 % (WCAG 2.2, 1.4.10). */
const sizes = [
  [1440, 900],
  [1280, 800],
  [1150, 800],
  [1024, 768],
  [834, 1112],
  [768, 1024],
  [720, 900],
  [390, 844],
  [320, 640],
  [320, 256],
] as const;

const rows = 'tbody tr, [role="row"][data-index], ol > li, [class*="row" i]';

/** Opens a page, waits for its content, and looks at it at every size. */
async function lookAt(page: Page, path: string, ready: RegExp): Promise<string[]> {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(path);
  await expect(page.getByRole('main')).toContainText(ready);
  const faults: string[] = [];
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    // Columns are dropped a frame after the size has changed.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    const found = await layoutFaults(page);
    if (!(await firstRowIsReadable(page, rows))) found.push('no row can be read');
    faults.push(...found.map((fault) => `${path} at ${width} × ${height}: ${fault}`));
  }
  return faults;
}

test('lists can be read and pressed at every width, and enlarged to 400 %', async ({ page }) => {
  await signIn(page, people.admin);
  const faults = [
    ...(await lookAt(page, '/apps', /12 of 12 apps/)),
    ...(await lookAt(page, '/scopes', /documents:write/)),
    ...(await lookAt(page, '/members', /Amara Okafor/)),
    ...(await lookAt(page, '/members?cols=apps,sensitive,scopes,count,status,id', /Amara/)),
    ...(await lookAt(page, '/changes', /App|change/)),
    ...(await lookAt(page, '/activity', /signed in/)),
  ];
  expect(faults).toEqual([]);
});

test('pages of one thing can be read and pressed at every width, and enlarged to 400 %', async ({
  page,
  sandbox,
}) => {
  const { path } = heldBy(await sandbox.truth('acme-robotics'), people.admin);
  await signIn(page, people.admin);
  const faults = [
    ...(await lookAt(page, '/', /Apps by reach/)),
    ...(await lookAt(page, foundryNotes.path, /Amara Okafor/)),
    ...(await lookAt(page, `${foundryNotes.path}?tab=scopes`, /documents:write/)),
    ...(await lookAt(page, `${path}?open=${foundryNotes.id}`, /Foundry Notes/)),
    ...(await lookAt(page, '/scopes/documents%3Awrite', /Amara Okafor/)),
    ...(await lookAt(page, '/mine', /Foundry Notes/)),
  ];
  expect(faults).toEqual([]);
});

test('an app’s name of 200 letters and a scope of 100 stay in their places', async ({
  page,
  sandbox,
}) => {
  const { memberId } = heldBy(await sandbox.truth('acme-robotics'), people.admin);
  const app = {
    clientId: 'connected-app-test-00000000-0000-4000-8000-0000000000aa',
    name: 'N'.repeat(200),
    holders: [{ memberId, scopes: [`${'long'.repeat(24)}:read`, 'documents:delete'] }],
  };
  await sandbox.putGrants('acme-robotics', [app]);
  await signIn(page, people.admin);
  const faults = [
    ...(await lookAt(page, '/apps', /NNN/)),
    ...(await lookAt(page, `/apps/${app.clientId}`, /Amara Okafor/)),
    ...(await lookAt(page, '/mine', /NNN/)),
    ...(await lookAt(page, '/scopes', /longlong/)),
  ];
  expect(faults).toEqual([]);
});

test('what support sees can be read and pressed at every width', async ({ page }) => {
  await openDesk(page);
  await enterCustomer(page, 'acme', 'Acme Robotics');
  const base = new URL(page.url()).pathname.split('/').slice(0, 3).join('/');
  const faults = [
    ...(await lookAt(page, '/support', /SUP-4711/)),
    ...(await lookAt(page, `${base}/members`, /Amara Okafor/)),
    ...(await lookAt(page, `${base}/activity?tab=support`, /SUP-4711/)),
  ];
  expect(faults).toEqual([]);
});

test('on a phone the filters are behind one button, and what they open stays in the window', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await signIn(page, people.admin, { at: foundryNotes.path });
  const app = appPage(page);
  await expect(app.allNames).toBeVisible();
  await expect(app.scopeFacet).toBeHidden();
  const filter = page.getByRole('button', { name: 'Filter' });
  await filter.press('Enter');
  await expect(filter).toHaveAttribute('aria-expanded', 'true');
  await app.scopeFacet.click();
  const panel = page.getByRole('dialog', { name: 'Filter by scope' });
  await expect(panel).toBeInViewport({ ratio: 1 });
  await panel.getByRole('checkbox', { name: /Any sensitive scope/ }).check();
  await page.keyboard.press('Escape');
  await expect(filter).toContainText('1');
  await expect(app.result).toBeVisible();
});

test('the heads of every table stay in sight, below what narrows it', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 560 });
  await signIn(page, people.admin);
  const apps = page.getByText('12 of 12 apps');
  await expect(apps).toBeVisible();
  for (const [path, ready] of [
    ['/apps', 'Harbor CRM'],
    ['/scopes', 'documents:write'],
    ['/members', 'Amara Okafor'],
    ['/mine', 'Foundry Notes'],
    [`${foundryNotes.path}?tab=scopes`, 'documents:write'],
  ] as const) {
    await page.goto(path);
    await expect(page.getByRole('main').getByText(ready).first()).toBeVisible();
    const head = page.getByRole('main').getByRole('columnheader').nth(1);
    await page.getByRole('main').evaluate((main) => main.scrollTo(0, 420));
    await expect(head, path).toBeInViewport({ ratio: 1 });
    const isOnTop = await head.evaluate((cell) => {
      const { left, top, width, height } = cell.getBoundingClientRect();
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      return hit !== null && cell.contains(hit);
    });
    expect(isOnTop, `the head of ${path} is covered`).toBe(true);
  }
});

// wagtail/wagtail#7453 and adobe/spectrum-css#508: forced colours take backgrounds away.
test('under forced colours what is chosen is told from what is not', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await signIn(page, people.admin);
  await expect(page.getByText('12 of 12 apps')).toBeVisible();
  const frame = async (name: string | RegExp, role: 'link' | 'button' | 'tab') =>
    await page
      .getByRole(role, { name })
      .first()
      .evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(await frame('Apps', 'link')).toBe('solid');
  expect(await frame('Members', 'link')).toBe('none');
  expect(await frame('Group duplicates', 'button')).toBe('solid');
  expect(await frame(/^Third party \d/, 'button')).toBe('none');
  const [bar, track] = await page
    .locator('[data-bar]')
    .first()
    .evaluate((fill) =>
      [fill, fill.parentElement ?? fill].map((box) => getComputedStyle(box).backgroundColor),
    );
  expect(bar).not.toBe(track);

  await page.goto(`${foundryNotes.path}?status=active`);
  await expect(appPage(page).allNames).toBeVisible();
  expect(await frame('Members 31', 'tab')).toBe('solid');
  expect(await frame(/^Scopes \d/, 'tab')).toBe('none');
  expect(await frame(/^Status is/, 'button')).toBe('solid');
  expect(await frame('Scope', 'button')).toBe('none');
  await expect(page.getByRole('img', { name: 'Sensitive:' }).first()).toHaveText('▲');

  const { options } = await openPalette(page);
  await page.keyboard.press('ArrowDown');
  const frames = await options.evaluateAll((all) =>
    all.map((option) => [
      option.getAttribute('aria-selected') === 'true',
      getComputedStyle(option).outlineStyle === 'solid',
    ]),
  );
  expect(frames.some(([isActive]) => isActive)).toBe(true);
  expect(frames.every(([isActive, isFramed]) => isActive === isFramed)).toBe(true);
});

// keycloak/keycloak#30772: what is seen is not what is taken along.
test('on paper every member and every scope is there, with whose they are and when', async ({
  page,
  sandbox,
}) => {
  const truth = await sandbox.truth('globex');
  await signIn(page, people.manyApps, { at: '/members' });
  const table = graphTable(page, 'Members and the scopes they granted to any app');
  await expect(table.allNames).toBeVisible();
  const onScreen = await table.rows.count();
  await page.emulateMedia({ media: 'print' });
  await expect(table.rows).toHaveCount(
    new Set(truth.apps.flatMap(({ holders }) => holders.map(({ memberId }) => memberId))).size,
  );
  const head = page.getByText(/^Printed from Grantscope on .*20\d\d.* by Dolores Reyes$/);
  await expect(head).toBeVisible();
  await expect(page.getByText('Globex / Members')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeHidden();
  await expect(page.getByRole('checkbox').first()).toBeHidden();
  const group = table.grid.getByRole('row').first();
  expect(await group.evaluate((row) => getComputedStyle(row).display)).toBe('table-header-group');
  await page.emulateMedia({ media: 'screen' });
  await expect(table.rows).toHaveCount(onScreen);

  await page.goto(foundryNotes.path);
  await expect(appPage(page).allNames).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  const widest = holdersOf(truth, foundryNotes.id).toSorted(
    (a, b) => b.scopes.length - a.scopes.length,
  )[0];
  const row = appPage(page).rows.filter({ hasText: widest?.email ?? '' });
  const chips = row.locator('[data-scope]');
  await expect(chips).toHaveCount(widest?.scopes.length ?? 0);
  const isCut = await chips.evaluateAll((all) =>
    all.some((chip) => chip.getBoundingClientRect().right > document.documentElement.clientWidth),
  );
  expect(isCut).toBe(false);
});

test('nothing moves while a page fills itself in', async ({ page }) => {
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { shifts: seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (Reflect.get(entry, 'hadRecentInput') !== true) {
          seen.push(Number(Reflect.get(entry, 'value')).toFixed(4));
        }
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await signIn(page, people.admin);
  const sum = async (path: string, ready: RegExp, width: number, height: number) => {
    await page.setViewportSize({ width, height });
    await page.goto(path);
    await expect(page.getByRole('main')).toContainText(ready);
    await page.waitForLoadState('networkidle');
    return await page.evaluate(() => {
      const seen: unknown = Reflect.get(globalThis, 'shifts');
      return Array.isArray(seen) ? seen.map(Number).reduce((all, one) => all + one, 0) : -1;
    });
  };
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const) {
    expect.soft(await sum('/apps', /12 of 12 apps/, width, height)).toBeLessThan(0.01);
    const names = /31 of 31 names/;
    expect.soft(await sum(foundryNotes.path, names, width, height)).toBeLessThan(0.01);
    expect.soft(await sum('/activity', /looked at/, width, height)).toBeLessThan(0.01);
    expect.soft(await sum('/members', /41 of 41 names/, width, height)).toBeLessThan(0.01);
  }
});
