import { expect, type Page } from '@playwright/test';

/** The parts of the palette, as somebody would name them. */
export const palette = (page: Page) => {
  const dialog = page.getByRole('dialog', { name: 'Search everything' });
  return {
    dialog,
    field: dialog.getByRole('combobox', { name: 'Search everything' }),
    options: dialog.getByRole('option'),
    group: (name: string) => dialog.getByRole('group', { name }).getByRole('option'),
    /** The line that Enter opens. */
    active: dialog.getByRole('option', { selected: true }),
  };
};

/** Opens the palette by its key; everything that it searches has been read then. */
export async function openPalette(page: Page): Promise<ReturnType<typeof palette>> {
  await page.keyboard.press('ControlOrMeta+k');
  const parts = palette(page);
  await expect(parts.field).toBeFocused();
  await expect(parts.dialog).toContainText(/connected an app/i);
  return parts;
}
