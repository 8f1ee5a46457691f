import { expect, type Page } from '@playwright/test';
import { people, signIn } from './test.ts';

/** A good reason to look, as support gives it. */
export const why = { ticket: 'SUP-4711', reason: 'Harbor CRM has stopped working for a member' };

/** The parts of the desk, as somebody would name them. */
export const deskPage = (page: Page) => {
  const results = page.getByRole('list', { name: 'Organizations found' });
  return {
    search: page.getByRole('searchbox', { name: 'Find a customer' }),
    results,
    result: (name: string) => results.getByRole('link', { name }),
    /** What the text was taken for. */
    taken: page.getByRole('region', { name: 'Find a customer' }).getByRole('status'),
    dialog: page.getByRole('dialog', { name: 'Open a support case' }),
    /** A recent case, by its organization. */
    recent: (name: string) =>
      page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) }),
  };
};

/** The parts of a customer's console, as support sees it. */
export const casePage = (page: Page) => {
  const banner = page.getByRole('region', { name: 'Support case' });
  return {
    banner,
    left: banner.getByRole('timer'),
    announced: banner.getByRole('status'),
    ticket: page.getByRole('textbox', { name: 'Ticket' }),
    reason: page.getByRole('textbox', { name: 'Reason' }),
    email: page.getByRole('textbox', { name: /email/ }),
    open: page.getByRole('button', { name: 'Open case' }),
    again: page.getByRole('button', { name: /^Reopen/ }),
    heading: (name: string) => page.getByRole('heading', { name, level: 1 }),
    /** Ends the case, which asks once more. */
    end: async () => {
      await banner.getByRole('button', { name: 'End case' }).click();
      await banner.getByRole('button', { name: 'End now' }).click();
    },
  };
};

/** Signs a member of support in, to the desk. */
export async function openDesk(page: Page): Promise<ReturnType<typeof deskPage>> {
  await signIn(page, people.support, { at: '/support' });
  const desk = deskPage(page);
  await expect(desk.search).toBeVisible();
  return desk;
}

/** Fills in the prompt that is open, and opens the case. */
export async function openCase(page: Page): Promise<ReturnType<typeof casePage>> {
  const parts = casePage(page);
  await parts.ticket.fill(why.ticket);
  await parts.reason.fill(why.reason);
  await parts.open.click();
  await expect(parts.banner).toBeVisible();
  return parts;
}

/** Looks a customer up and opens a case there. */
export async function enterCustomer(
  page: Page,
  text: string,
  name: string,
): Promise<ReturnType<typeof casePage>> {
  const desk = deskPage(page);
  await desk.search.fill(text);
  await desk.search.press('Enter');
  await desk.result(name).click();
  await expect(desk.dialog).toBeVisible();
  return await openCase(page);
}

/** The id of a customer, as the desk that is open finds it. */
export async function idOf(page: Page, text: string): Promise<string> {
  const desk = deskPage(page);
  await desk.search.fill(text);
  await desk.search.press('Enter');
  const href = await desk.results.getByRole('link').first().getAttribute('href');
  return href?.split('/')[2] ?? '';
}

/** The address that is open, without its origin. */
export function pathOf(page: Page): string {
  const { pathname, search } = new URL(page.url());
  return pathname + search;
}
