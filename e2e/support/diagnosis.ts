import type { Page } from '@playwright/test';

/** The parts of a diagnosis, as somebody would name them. */
export const diagnosisPage = (page: Page) => {
  const main = page.getByRole('main');
  return {
    verdict: main.getByRole('region', { name: 'Verdict' }).getByRole('status'),
    again: main.getByRole('button', { name: 'Check again' }),
    copy: main.getByRole('button', { name: 'Copy summary for the ticket' }),
    openAll: main.getByRole('button', { name: 'Open all evidence' }),
    /** The line of a check, by its label. */
    check: (label: string) => main.getByRole('button', { name: new RegExp(`^${label}\\b`) }),
    /** A check with its evidence. */
    item: (label: string) =>
      main
        .getByRole('listitem')
        .filter({ has: page.getByRole('button', { name: new RegExp(`^${label}\\b`) }) }),
  };
};
