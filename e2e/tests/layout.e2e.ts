import type { Page } from '@playwright/test';
import { heldBy } from '../support/connections.ts';
import { enterCustomer, openDesk } from '../support/desk.ts';
import { lostHeads, misfits, readableRows, shiftOf, watchShifts } from '../support/measure.ts';
import { expect, people, signIn, test } from '../support/test.ts';
import { foundryNotes } from '../support/truth.ts';

// Its tests are shared among the workers.
test.describe.configure({ mode: 'parallel' });

/** Windows that people have, those of a desk and those of a hand, and 1280 × 1024 enlarged to 200 % and to 400 % (WCAG 2.2, 1.4.10). */
const sizes = [
  [
    [1440, 900],
    [1280, 800],
    [1150, 800],
    [1024, 768],
  ],
  [
    [390, 844],
    [834, 1112],
    [768, 1024],
    [720, 900],
    [640, 512],
    [320, 640],
    [320, 256],
  ],
] as const;

interface Screen {
  path: string;
  /** What its rows are; null where it is no list. */
  rows: string | null;
  /** How many of them can be read without scrolling on a screen of 800 px and more. */
  least?: number;
  /** How far its parts may move while it loads: under 0.1 counts as good (https://web.dev/articles/cls). */
  mostShift?: number;
}

const tableRows = 'main tbody > tr';
const gridRows = 'main [role=rowgroup] > [role=row]';
const eventRows = 'main li:has(button[aria-label^="Details"])';

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator('main')).toBeVisible();
  await page.waitForLoadState('networkidle');
  await expect(page.locator('main [aria-busy=true]')).toHaveCount(0);
}

type Size = (typeof sizes)[number][number];

/** What does not fit, once the page has settled after a change of the window. */
async function settledMisfits(page: Page): Promise<string[]> {
  let found = await misfits(page);
  for (let last: string[] = []; found.length > 0 && found.join() !== last.join();) {
    last = found;
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    found = await misfits(page);
  }
  return found;
}

/** What is wrong with the screen that is open in a window of some size. */
async function wrongAt(
  page: Page,
  [width, height]: Size,
  { rows, least = 3 }: Omit<Screen, 'path'>,
): Promise<string[]> {
  await page.setViewportSize({ width, height });
  await page.evaluate(() => new Promise(requestAnimationFrame));
  const found = await settledMisfits(page);
  if (rows !== null) {
    const readable = await readableRows(page, rows);
    if (height >= 800 && readable < least) found.push(`${readable} rows to read at once`);
    if ((await readableRows(page, rows, true)) === 0) found.push('no row to read');
    if (height >= 500 && width >= 720) {
      found.push(...(await lostHeads(page)).map((head) => `the head ${head} scrolls away`));
    }
    await page.evaluate(() => document.querySelector('main')?.scrollTo(0, 0));
  }
  return found.map((what) => `${width} × ${height}: ${what}`);
}

async function holdToSize(page: Page, screens: readonly Screen[]): Promise<void> {
  const wrong: string[] = [];
  for (const { path, mostShift = 0.1, ...screen } of screens) {
    for (const group of sizes) {
      const [[width, height]] = group;
      await page.setViewportSize({ width, height });
      await open(page, path);
      const shift = await shiftOf(page);
      if (shift > mostShift)
        wrong.push(`${path} at ${width}: moved by ${shift.toFixed(3)} while it loaded`);
      for (const size of group) {
        wrong.push(...(await wrongAt(page, size, screen)).map((what) => `${path} at ${what}`));
      }
    }
  }
  expect(wrong).toEqual([]);
}

test.beforeEach(async ({ page }) => watchShifts(page));

// Nobody after these is to be told of the changes that were made here.
test.afterAll(async ({ stack }) => stack.startAnew());

test('the lists fit every window', async ({ page, stack, sandbox }) => {
  await stack.startAnew();
  await signIn(page, people.admin, { at: '/changes' });
  await expect(page.getByRole('heading', { name: 'No changes' })).toBeVisible();
  await sandbox.resize('acme-robotics', 60);
  await page.getByRole('button', { name: 'Refresh' }).click();
  const connected = page.getByRole('button', { name: /^Connected\s?[1-9]/ });
  await expect(connected).toBeVisible();
  await holdToSize(page, [
    { path: '/', rows: null },
    // Its rows are put in order as the figures come in: that is still to be mended.
    { path: '/apps', rows: tableRows, mostShift: 1 },
    { path: '/members', rows: gridRows },
    { path: '/scopes', rows: tableRows },
    { path: '/changes', rows: tableRows, least: 2 },
    { path: '/activity', rows: eventRows },
  ]);
});

test('the pages of an app, a member and a scope fit every window', async ({ page, sandbox }) => {
  const { path } = heldBy(await sandbox.truth('acme-robotics'), people.plain);
  await signIn(page, people.admin, { at: foundryNotes.path });
  await holdToSize(page, [
    { path: foundryNotes.path, rows: gridRows },
    { path: `${foundryNotes.path}?tab=scopes`, rows: tableRows },
    { path: `${foundryNotes.path}?tab=activity`, rows: eventRows, least: 1 },
    { path, rows: tableRows, least: 1 },
    // What the scope requires comes with it, as high as it is.
    { path: '/scopes/billing%3Aexport', rows: gridRows, mostShift: 0.25 },
    { path: '/mine', rows: tableRows, least: 1 },
  ]);
});

test('the support desk, a case and the way in fit every window', async ({ page }) => {
  await holdToSize(page, [{ path: '/sign-in', rows: null }]);
  await openDesk(page);
  await enterCustomer(page, 'Acme Robotics', 'Acme Robotics');
  const [customer] = /^\/organizations\/[^/]+/.exec(new URL(page.url()).pathname) ?? [''];
  await holdToSize(page, [
    { path: customer, rows: null },
    { path: `${customer}/members`, rows: gridRows },
    { path: `${customer}${foundryNotes.path}`, rows: gridRows },
    { path: `${customer}/apps`, rows: tableRows, mostShift: 1 },
    { path: '/support', rows: tableRows, least: 1 },
  ]);
});

test('paper holds every row and no chrome, and nothing on it is cut off', async ({ page }) => {
  await signIn(page, people.admin, { at: '/members' });
  await open(page, '/members');
  const total = Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1;
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 718, height: 900 });
  await expect(page.locator(gridRows).filter({ visible: true })).toHaveCount(total);
  await expect(page.getByRole('navigation').filter({ visible: true })).toHaveCount(0);
  await expect(page.getByRole('searchbox').filter({ visible: true })).toHaveCount(0);
  expect(await misfits(page)).toEqual([]);
});

test('under forced colours what is chosen has a frame, and bars and boxes can be seen', async ({
  page,
}) => {
  await signIn(page, people.admin, { at: foundryNotes.path });
  await open(page, foundryNotes.path);
  await page.emulateMedia({ forcedColors: 'active' });
  const looks = (selector: string, property: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
  const ground = await looks('html', 'background-color');
  for (const chosen of ['nav a[aria-current=page]', '[role=tab][aria-selected=true]']) {
    expect(await looks(chosen, 'outline-style'), chosen).toBe('solid');
  }
  expect(await looks('[role=tab][aria-selected=false]', 'border-bottom-color')).toBe(ground);
  expect(await looks('main [data-bar]', 'background-color')).not.toBe(ground);
  expect(await looks('main [data-scope]', 'border-top-style')).toBe('solid');
  expect(await looks('main input[type=checkbox]', 'appearance')).toBe('auto');
});
