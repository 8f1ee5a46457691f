import type { Locator, Page } from '@playwright/test';

/** The parts of the page of one app, as somebody would name them. */
export const appPage = (page: Page) => {
  const grid = page.getByRole('grid', { name: 'Members and the scopes they granted' });
  return {
    search: page.getByRole('searchbox', { name: 'Search members and scopes' }),
    grid,
    /** Rows of members that exist now; others come when they are scrolled to. */
    rows: grid.getByRole('row').filter({ has: page.getByRole('gridcell') }),
    /** The row of a member. */
    row: (name: string) => grid.getByRole('row', { name: `Select ${name}` }),
    highlights: grid.locator('mark'),
    /** How many members are shown, in words. */
    result: page
      .getByRole('status')
      .filter({ hasText: /^[\d,]+ (?:of [\d,]+ )?(?:person|people)(?: so far)?$/ }),
    /** How many names are read. */
    progress: page.getByText(/names read/),
    /** The same once all of them are. */
    allNames: page.getByText(/\b([\d,]+) of \1 names read/),
    sheet: page.getByRole('dialog', { name: 'Grant' }),
    keys: page.getByRole('dialog', { name: 'Keys' }),
    scopeFacet: page.getByRole('button', { name: /^Scope(?: is .+)?$/ }),
    statusFacet: page.getByRole('button', { name: /^Status(?: is .+)?$/ }),
    selection: page.getByRole('group', { name: 'Selection' }),
  };
};

/** The rows' numbers as assistive technology is told them. */
export async function rowNumbers(rows: Locator): Promise<number[]> {
  return await rows.evaluateAll((elements) =>
    elements.map((element) => Number(element.getAttribute('aria-rowindex'))),
  );
}

/** Opens a menu and picks an entry of it. */
export async function pick(
  page: Page,
  menu: string | RegExp,
  role: 'menuitem' | 'menuitemradio' | 'menuitemcheckbox',
  name: string,
): Promise<void> {
  await page.getByRole('button', { name: menu }).click();
  await page.getByRole(role, { name, exact: true }).click();
}

/** Asks the server as the page itself would. */
export async function ask(page: Page, path: string, body?: unknown) {
  return await page.evaluate(
    async ({ target, json }) => {
      const response = await fetch(target, {
        method: json === null ? 'GET' : 'POST',
        headers: {
          'X-CSRF': '1',
          ...(json === null ? {} : { 'Content-Type': 'application/json' }),
        },
        body: json,
      });
      return { status: response.status, text: await response.text() };
    },
    { target: path, json: body === undefined ? null : JSON.stringify(body) },
  );
}
