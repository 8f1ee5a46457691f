import type { Page } from '@playwright/test';
import { activityPage } from '../support/activity.ts';
import { appPage } from '../support/app-page.ts';
import { expectAccessible } from '../support/axe.ts';
import { connectionsPage, heldBy } from '../support/connections.ts';
import { graphTable } from '../support/graph-table.ts';
import type { Guard } from '../support/guard.ts';
import { openPalette } from '../support/palette.ts';
import type { SandboxControl } from '../support/sandbox.ts';
import type { Stack } from '../support/stack.ts';
import { code, expect, people, signIn, test } from '../support/test.ts';
import { foundryNotes } from '../support/truth.ts';

// The slowest of all files: its tests are shared among the workers.
test.describe.configure({ mode: 'parallel' });

interface Setting {
  page: Page;
  sandbox: SandboxControl;
  stack: Stack;
  guard: Guard;
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 });

async function askForCode(page: Page, email: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('textbox', { name: 'Work email' }).fill(email);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await expect(heading(page, 'Check your email')).toBeVisible();
}

async function openApp(page: Page, query = ''): Promise<ReturnType<typeof appPage>> {
  await signIn(page, people.admin, { at: `${foundryNotes.path}${query}` });
  const app = appPage(page);
  await expect(app.allNames).toBeVisible();
  return app;
}

/** What opens over a screen that is held to the rules by itself. */
const parts: Readonly<Record<string, string>> = {
  'an open facet': '[role=dialog]',
  'the kinds of activity': '[role=dialog]',
  'the time of activity': '[role=dialog]',
  'who did it': '[role=dialog]',
  'an open menu': '[role=menu]',
  'the account menu': '[role=menu]',
  'the palette before anything is typed': 'dialog',
  'the palette with what it found': 'dialog',
};

/** Every screen, by the way to it. */
const screens: Readonly<Record<string, (setting: Setting) => Promise<void>>> = {
  'the sign-in page': async ({ page }) => {
    await page.goto('/');
    await expect(heading(page, 'Sign in')).toBeVisible();
  },
  'the code page with a wrong code': async ({ page, guard }) => {
    guard.expect(/status of 422/);
    await askForCode(page, people.admin);
    await page.getByRole('textbox', { name: 'Six-digit code' }).fill('111111');
    await expect(page.getByRole('alert')).toContainText('wrong');
  },
  'the page of the second factor': async ({ page }) => {
    await askForCode(page, people.twoFactors);
    await page.getByRole('textbox', { name: 'Six-digit code' }).fill(code);
    await expect(heading(page, 'Second factor')).toBeVisible();
  },
  'the choice of an organization': async ({ page }) => {
    await askForCode(page, people.consultant);
    await page.getByRole('textbox', { name: 'Six-digit code' }).fill(code);
    await expect(heading(page, 'Choose an organization')).toBeVisible();
  },
  'the list of apps': async ({ page }) => {
    await signIn(page, people.admin);
    await expect(page.getByText('12 of 12 apps loaded')).toBeVisible();
  },
  'the members of an app': async ({ page }) => {
    const app = await openApp(page);
    await app.row('Amara Okafor').getByRole('checkbox').click();
    await expect(app.selection).toBeVisible();
  },
  'the members of an app, with every column and a search': async ({ page }) => {
    const app = await openApp(page, '?q=amara+billing&cols=scopes,count,status,id&density=compact');
    await expect(app.highlights.first()).toBeVisible();
  },
  'no member that matches': async ({ page }) => {
    await openApp(page, '?q=nobody+has+that+name');
    await expect(page.getByRole('heading', { name: 'No results' })).toBeVisible();
  },
  'the scopes of an app': async ({ page }) => {
    await signIn(page, people.admin, { at: `${foundryNotes.path}?tab=scopes` });
    await expect(page.getByRole('tabpanel').getByRole('row')).toHaveCount(41);
  },
  'an open facet': async ({ page }) => {
    const app = await openApp(page);
    await app.scopeFacet.click();
    await expect(page.getByRole('dialog', { name: 'Filter by scope' })).toBeVisible();
  },
  'an open menu': async ({ page }) => {
    await openApp(page);
    await page.getByRole('button', { name: 'Columns and density' }).click();
    await expect(page.getByRole('menuitemradio', { name: 'Compact' })).toBeVisible();
  },
  'the account menu': async ({ page }) => {
    await openApp(page);
    await page.getByRole('button', { name: /^Account:/ }).click();
    await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible();
  },
  'the sheet of a grant': async ({ page }) => {
    const app = await openApp(page);
    await app.row('Amara Okafor').getByText('Amara Okafor').click();
    await expect(app.sheet).toBeVisible();
  },
  'the overview': async ({ page }) => {
    await signIn(page, people.admin, { at: '/' });
    await expect(page.getByRole('main')).toContainText('have connected 12 apps');
  },
  'probable duplicates, unfolded': async ({ page }) => {
    await signIn(page, people.admin, { at: '/apps?only=alike' });
    await page.getByRole('button', { name: '1 more with the same name' }).click();
    await expect(page.getByRole('table').getByRole('link')).toHaveCount(2);
  },
  'the directory of members': async ({ page }) => {
    await signIn(page, people.admin, { at: '/members' });
    await expect(page.getByRole('grid').getByText('Amara Okafor')).toBeVisible();
  },
  'the list of scopes': async ({ page }) => {
    await signIn(page, people.admin, { at: '/scopes' });
    await expect(page.getByRole('link', { name: 'documents:write' })).toBeVisible();
  },
  'the changes': async ({ page }) => {
    await signIn(page, people.admin, { at: '/changes' });
    await expect(heading(page, 'Changes')).toBeVisible();
    await page.waitForLoadState('networkidle');
  },
  'the activity': async ({ page }) => {
    await signIn(page, people.admin, { at: '/activity?by=member' });
    await expect(activityPage(page).saying('Amara Okafor signed in').first()).toBeVisible();
  },
  'the kinds of activity': async ({ page }) => {
    await signIn(page, people.admin, { at: '/activity' });
    await activityPage(page).facet('What').click();
    await expect(page.getByRole('dialog', { name: 'Filter by kind of event' })).toBeVisible();
  },
  'the time of activity': async ({ page }) => {
    await signIn(page, people.admin, { at: '/activity' });
    await activityPage(page).facet('Time').click();
    await expect(page.getByRole('dialog', { name: 'Filter by time' })).toBeVisible();
  },
  'who did it': async ({ page }) => {
    await signIn(page, people.admin, { at: '/activity' });
    await activityPage(page).facet('Who').click();
    await expect(page.getByRole('radio', { name: 'Amara Okafor' })).toBeVisible();
  },
  'no visit of support': async ({ page }) => {
    await signIn(page, people.alone, { at: '/activity?tab=support' });
    await expect(page.getByRole('heading', { name: 'No support visits' })).toBeVisible();
  },
  'the palette before anything is typed': async ({ page }) => {
    await openApp(page);
    await openPalette(page);
  },
  'the palette with what it found': async ({ page }) => {
    await signIn(page, people.admin);
    const { field, options } = await openPalette(page);
    await field.fill('do');
    await expect(options.first()).toContainText('documents');
  },
  'the sheet of keys': async ({ page }) => {
    const app = await openApp(page);
    await page.keyboard.press('?');
    await expect(app.keys).toBeVisible();
  },
  'the directory of members, with every column and a selection': async ({ page }) => {
    await signIn(page, people.admin, {
      at: '/members?cols=apps,risk,scopes,count,status,id',
    });
    const table = graphTable(page, 'Members and the scopes they granted to any app');
    await expect(table.allNames).toBeVisible();
    await table.row('Amara Okafor').getByRole('checkbox').click();
    await expect(table.selection).toBeVisible();
  },
  'the page of a scope': async ({ page }) => {
    await signIn(page, people.admin, { at: '/scopes/billing%3Aexport' });
    await expect(graphTable(page, 'Grants of the scope').allNames).toBeVisible();
  },
  'the sheet of a grant of a scope': async ({ page }) => {
    await signIn(page, people.admin, { at: '/scopes/billing%3Aexport?q=amara.okafor+foundry' });
    const table = graphTable(page, 'Grants of the scope');
    await table.row('Amara Okafor').getByText('Amara Okafor').click();
    await expect(table.sheet).toBeVisible();
  },
  'names that could not be read': async ({ page, sandbox, stack, guard }) => {
    guard.expect(/status of 502.*members\/lookup/);
    // The server remembers names for a minute.
    await stack.restartServer();
    await sandbox.fail({ path: 'members/search', kind: 'redirect', location: '/elsewhere' });
    await signIn(page, people.admin, { at: foundryNotes.path });
    await expect(page.getByText(/names could not be read/)).toBeVisible();
  },
  'an address that leads nowhere': async ({ page }) => {
    await signIn(page, people.admin, { at: '/nowhere' });
    await expect(heading(page, 'Not found')).toBeVisible();
  },
  'a member’s page with scopes laid open': async ({ page, sandbox }) => {
    const { path } = heldBy(await sandbox.truth('acme-robotics'), people.plain);
    await signIn(page, people.admin, { at: `${path}?q=billing&open=${foundryNotes.id}` });
    await expect(connectionsPage(page).scopes(foundryNotes.name)).toBeVisible();
  },
  'the page of a departed member': async ({ page, sandbox }) => {
    const { path } = heldBy(
      await sandbox.truth('acme-robotics'),
      'ananya.sharma34@acme-robotics.example',
    );
    await signIn(page, people.admin, { at: path });
    await expect(page.getByText(/^Former member with/)).toBeVisible();
  },
  'one’s own apps': async ({ page }) => {
    await signIn(page, people.plain, { at: '/mine' });
    await expect(connectionsPage(page).row(foundryNotes.name)).toBeVisible();
  },
  'a member without permission': async ({ page }) => {
    await signIn(page, people.plain);
    await expect(heading(page, 'You can’t see this organization’s apps')).toBeVisible();
  },
  'an error that leaves nothing to show': async ({ page, sandbox, guard }) => {
    guard.expect(/status of 502.*connected-apps/);
    await sandbox.fail({ path: '/connected_apps', kind: 'html', status: 500 });
    await signIn(page, people.admin);
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
  },
  'an organization without apps': async ({ page }) => {
    await signIn(page, people.alone);
    await expect(page.getByRole('heading', { name: 'No connected apps' })).toBeVisible();
  },
};

for (const [name, open] of Object.entries(screens)) {
  test(`${name} is accessible in light and dark, and fits any width`, async ({
    page,
    sandbox,
    stack,
    guard,
  }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await open({ page, sandbox, stack, guard });
    await expectAccessible(page, parts[name]);
  });
}
