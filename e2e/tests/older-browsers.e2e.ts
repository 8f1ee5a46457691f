import { appPage } from '../support/app-page.ts';
import { expect, people, signIn, test } from '../support/test.ts';
import { foundryNotes } from '../support/truth.ts';

/**
 * What browsers in use do not have, by the last versions without it. What a person could not get
 * around is a blank page (directus/directus#24182, element-hq/element-web#27686).
 */
const missing: readonly [what: string, remove: string][] = [
  ['Intl.Segmenter (Firefox 124)', 'delete Intl.Segmenter'],
  ['BroadcastChannel (Safari 15.3)', 'delete globalThis.BroadcastChannel'],
  [
    'arrays that copy (Chrome 109, Firefox 114)',
    `for (const name of ['toSorted', 'toReversed', 'toSpliced', 'with']) {
       delete Array.prototype[name];
       delete Object.getPrototypeOf(Int8Array.prototype)[name];
     }`,
  ],
  [
    'a search from the end (Firefox 103)',
    'delete Array.prototype.findLast; delete Array.prototype.findLastIndex',
  ],
  [
    'URL.canParse, Promise.withResolvers, sets and groups (2023)',
    `delete URL.canParse; delete Promise.withResolvers;
     delete Object.groupBy; delete Map.groupBy; delete Array.fromAsync;
     for (const name of ['union', 'intersection', 'difference', 'isSubsetOf']) {
       delete Set.prototype[name];
     }
     delete String.prototype.isWellFormed; delete String.prototype.toWellFormed;`,
  ],
  [
    'iterators that map and filter (Firefox 130)',
    `const iterators = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
     for (const name of ['map', 'filter', 'take', 'drop', 'flatMap', 'toArray', 'some', 'find']) {
       delete iterators[name];
     }`,
  ],
];

for (const [what, remove] of missing) {
  test(`the console works without ${what}`, async ({ page }) => {
    await page.addInitScript(remove);
    await signIn(page, people.admin, { at: '/' });
    const heading = (name: string) => page.getByRole('heading', { name, level: 1 });
    await expect(heading('Overview')).toBeVisible();
    for (const name of ['Apps', 'Members', 'Scopes', 'Changes', 'Activity']) {
      await page.getByRole('link', { name, exact: true }).first().click();
      await expect(heading(name)).toBeVisible();
      await page.waitForLoadState('networkidle');
      await expect(heading(name)).toBeVisible();
    }
    await page.goto(foundryNotes.path);
    await appPage(page).search.fill('okafor');
    await expect(appPage(page).row('Amara Okafor')).toBeVisible();
    await expect(page.getByText('1 of 31 people')).toBeVisible();
  });
}
