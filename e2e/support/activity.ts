import type { Page } from '@playwright/test';

/** The parts of the record, on its own page and on those of apps and members. */
export const activityPage = (page: Page) => {
  const events = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: /^Details: / }) });
  return {
    events,
    /** Those that say something. */
    saying: (words: string | RegExp) => events.filter({ hasText: words }),
    search: page.getByRole('searchbox', { name: 'Search the activity' }),
    facet: (name: string) => page.getByRole('button', { name, exact: true }),
    chip: (name: string) =>
      page.getByRole('group', { name: 'Active filters' }).getByRole('button', { name }),
    arrived: page.getByRole('button', { name: /new events?$/ }),
    sheet: page.getByRole('dialog', { name: 'Event' }),
    details: (words: RegExp) => page.getByRole('button', { name: words }),
  };
};
