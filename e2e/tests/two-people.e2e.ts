import type { Locator, Page } from '@playwright/test';
import { appPage, pick } from '../support/app-page.ts';
import { expectAccessible } from '../support/axe.ts';
import { casePage, enterCustomer, openDesk, pathOf } from '../support/desk.ts';
import { freeze } from '../support/hold.ts';
import { openPalette, palette } from '../support/palette.ts';
import { expect, passSignIn, people, signIn, test } from '../support/test.ts';
import { foundryNotes } from '../support/truth.ts';

// Two people, or one person of two organizations, at one browser (grafana/grafana#3850,
// influxdata/chronograf#5742).

/** A tab that hears nothing of the others. */
async function deafen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    class Deaf extends EventTarget {
      postMessage() {}
    }
    Object.assign(globalThis, { BroadcastChannel: Deaf });
  });
}

/** Signs out in a tab and in as somebody, or into another organization. */
async function changeViewer(page: Page, email: string, organization?: string): Promise<void> {
  await pick(page, /^Account:/, 'menuitem', 'Sign out');
  await expect(page.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
  await passSignIn(page, email, organization);
}

const isAnothers = (page: Page) =>
  page.getByRole('heading', { name: 'You are signed in elsewhere now', level: 1 });

/** Every text that the page has shown from now on, whatever was drawn for however short a time. */
async function watchTexts(page: Page): Promise<() => Promise<string>> {
  await page.evaluate(() => {
    const seen: string[] = [];
    new MutationObserver(() => seen.push(document.body.textContent)).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
    Object.assign(globalThis, { seen });
  });
  return () => page.evaluate(() => String(Reflect.get(globalThis, 'seen')));
}

test('a frozen tab of one organization shows nothing of another that was signed in to since', async ({
  page,
  context,
  guard,
}) => {
  guard.expect(/status of 409/);
  await deafen(page);
  await signIn(page, people.consultant, { organization: 'Acme Robotics', at: foundryNotes.path });
  await expect(appPage(page).row('Amara Okafor')).toBeVisible();
  const rail = page.getByRole('navigation', { name: 'Main' });
  await rail.getByRole('link', { name: 'Apps', exact: true }).click();
  await expect(page.getByText('12 of 12 apps loaded')).toBeVisible();
  const thaw = await freeze(page);

  const second = await context.newPage();
  await second.goto('/');
  await changeViewer(second, people.consultant, 'Globex');
  await expect(second.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();

  const texts = await watchTexts(page);
  await page.getByRole('link', { name: 'Members', exact: true }).click();
  await thaw();
  await expect(isAnothers(page)).toBeVisible();
  await expect(page.getByRole('main')).toContainText(
    `This browser is now signed in as ${people.consultant} at Globex.`,
  );
  await expect(page.getByText('Acme Robotics')).toHaveCount(0);
  await expect(page.getByRole('navigation')).toHaveCount(0);
  expect(await texts()).not.toContain('1,204');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Go on at Globex' }).click();
  await expect(page.getByRole('button', { name: /^Account:/ })).toContainText('Globex');
  expect(pathOf(page)).toBe('/');
  const { options } = await openPalette(page);
  await expect(options.first()).toBeVisible();
  await expect(page.getByText(foundryNotes.id)).toHaveCount(0);
});

test('a frozen tab signs nobody else out', async ({ page, context, guard }) => {
  guard.expect(/status of 409.*sign-out/);
  await deafen(page);
  await signIn(page, people.admin);
  await expect(page.getByText('12 of 12 apps loaded')).toBeVisible();
  const thaw = await freeze(page);
  const second = await context.newPage();
  await second.goto('/');
  await changeViewer(second, people.manyApps);
  await pick(page, /^Account:/, 'menuitem', 'Sign out');
  await thaw();
  await expect(isAnothers(page)).toBeVisible();
  await second.reload();
  await expect(second.getByRole('button', { name: /^Account:/ })).toContainText('Globex');
});

test('a tab that hears of it is cleared at once, and goes on with whoever signs in', async ({
  page,
  context,
}) => {
  await signIn(page, people.admin, { at: `${foundryNotes.path}?q=okafor` });
  await expect(appPage(page).row('Amara Okafor')).toBeVisible();
  const second = await context.newPage();
  await second.goto('/');
  // What it reads by its clock would be refused before it hears.
  const thaw = await freeze(page);
  await pick(second, /^Account:/, 'menuitem', 'Sign out');
  // Not where the other one was, and what they looked for.
  await expect(page).toHaveURL('/sign-in?ended=another-tab');
  await thaw();
  await expect(page.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
  await passSignIn(second, people.manyApps);
  await expect(page.getByRole('button', { name: /^Account:/ })).toContainText('Globex');
  expect(pathOf(page)).toBe('/');
});

test('who signs in where the session of another ended begins at the first page', async ({
  page,
  sandbox,
  guard,
}) => {
  guard.expect(/status of 401/);
  await signIn(page, people.admin, { at: `${foundryNotes.path}?q=okafor` });
  await expect(appPage(page).row('Amara Okafor')).toBeVisible();
  await sandbox.endSessions();
  await page.getByRole('link', { name: 'Activity', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
  await passSignIn(page, people.manyApps);
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  expect(pathOf(page)).toBe('/');
});

test('a case of support shows nothing more once somebody else has signed in', async ({
  page,
  context,
  stack,
  guard,
}) => {
  guard.expect(/status of 409/);
  await stack.startAnew();
  await deafen(page);
  await openDesk(page);
  await enterCustomer(page, 'acme-robotics', 'Acme Robotics');
  const thaw = await freeze(page);
  const second = await context.newPage();
  await second.goto('/support');
  await changeViewer(second, people.manyApps);
  await page.getByRole('link', { name: 'Members', exact: true }).click();
  await thaw();
  await expect(isAnothers(page)).toBeVisible();
  await expect(casePage(page).banner).toHaveCount(0);
  await expect(page.getByText('Acme Robotics')).toHaveCount(0);
});

test('a page that the browser kept is hidden until it is known whose it is', async ({
  page,
  context,
}) => {
  await deafen(page);
  await signIn(page, people.admin, { at: foundryNotes.path });
  await expect(appPage(page).row('Amara Okafor')).toBeVisible();
  const isHidden = () => page.evaluate(() => document.body.hidden);
  const tell = (name: string) =>
    page.evaluate(
      (type) => dispatchEvent(new PageTransitionEvent(type, { persisted: true })),
      name,
    );

  await tell('pagehide');
  expect(await isHidden()).toBe(true);
  await tell('pageshow');
  await expect.poll(isHidden).toBe(false);
  await expect(appPage(page).row('Amara Okafor')).toBeVisible();

  await tell('pagehide');
  const thaw = await freeze(page);
  const second = await context.newPage();
  await second.goto('/');
  await changeViewer(second, people.manyApps);
  expect(await isHidden()).toBe(true);
  await tell('pageshow');
  await thaw();
  await expect(isAnothers(page)).toBeVisible();
  await expect(page.getByText('Amara Okafor')).toHaveCount(0);
});

/** Expects each of them to be what lies on top where it is. */
async function expectApart(parts: readonly Locator[]) {
  for (const part of parts) {
    await expect(part).toBeVisible();
    expect(
      await part.evaluate((element) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        const rounding = 8;
        const corners = [
          [left + rounding, top + rounding],
          [left + width - rounding, top + height - rounding],
        ] as const;
        return corners.every(([x, y]) => {
          const found = document.elementFromPoint(x, y);
          return found !== null && (element.contains(found) || found.contains(element));
        });
      }),
      String(part),
    ).toBe(true);
  }
}

test('a sign-out that fails is seen, from the menu and from the palette', async ({
  page,
  context,
  guard,
}) => {
  guard.expect(/ERR_INTERNET_DISCONNECTED/);
  await signIn(page, people.admin);
  await expect(page.getByText('12 of 12 apps loaded')).toBeVisible();
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  await pick(page, /^Account:/, 'menuitem', 'Sign out');
  const failure = page.getByRole('alert').filter({ hasText: 'You are still signed in.' });
  await expect(failure).toContainText('You are offline.');
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectApart([
    failure.getByText('You are still signed in.'),
    failure.getByRole('button', { name: 'Dismiss' }),
    page.getByRole('paragraph').filter({ hasText: 'the data from the last refresh.' }),
    page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Members' }),
  ]);
  await failure.getByRole('button', { name: 'Dismiss' }).click();
  await expect(failure).toHaveCount(0);

  await page.keyboard.press('ControlOrMeta+k');
  const { field } = palette(page);
  await field.fill('sign out');
  await field.press('Enter');
  // What it holds is fixed to the window, and it takes no room of its own.
  await expect(failure.getByRole('button', { name: 'Try again' })).toBeVisible();
  await context.setOffline(false);
  await failure.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
  await expect(failure).toHaveCount(0);
});
