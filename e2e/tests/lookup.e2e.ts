import { appPage } from '../support/app-page.ts';
import { expect, people, signIn, test } from '../support/test.ts';
import { foundryNotes, holdersOf, type Holder } from '../support/truth.ts';

const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Whether the organization counts them among its members. */
const isMember = ({ status }: { status: string }) => status !== 'deleted' && status !== 'unknown';

/** Who a query must find: it occurs in the name, the address, the id or a scope. */
function found(holders: readonly Holder[], query: string): Holder[] {
  return holders.filter(({ name, email, memberId, scopes }) =>
    [name, email, memberId, ...scopes].some((text) => plain(text).includes(plain(query))),
  );
}

test('an admin signs in, opens an app and sees who granted what', async ({ page, sandbox }) => {
  const truth = await sandbox.truth('acme-robotics');
  const holders = holdersOf(truth, foundryNotes.id);
  const live = truth.members.filter(isMember);
  const scopes = new Set(holders.flatMap((holder) => holder.scopes));
  await signIn(page, people.admin);
  await expect(page.getByRole('heading', { name: 'Apps', level: 1 })).toBeVisible();
  await page.getByRole('link', { name: foundryNotes.name }).click();

  const app = appPage(page);
  const main = page.getByRole('main');
  await expect(page.getByRole('heading', { name: foundryNotes.name, level: 1 })).toBeVisible();
  await expect(page).toHaveTitle('Foundry Notes · Apps · Grantscope');
  await expect(app.result).toHaveText(`${holders.length} people`);
  await expect(app.allNames).toBeVisible();
  await expect(main).toContainText(`${holders.length} people have access`);
  const present = holders.filter(isMember).length;
  await expect(main).toContainText(`${present} of ${live.length} members use it`);
  await expect(page.getByRole('button', { name: `${scopes.size} scopes granted` })).toBeVisible();
  await expect(page.getByRole('tab', { name: `Scopes ${scopes.size}` })).toBeVisible();
});

const searches = [
  { by: 'name', query: 'Ferreira' },
  { by: 'name typed without its accents', query: 'Elodie' },
  { by: 'name in another script', query: 'ليلى' },
  { by: 'email address', query: 'noor.haddad@' },
  { by: 'scope', query: 'billing:export' },
  { by: 'end of a scope', query: ':write' },
] as const;

test('search by name, email or scope shows exactly who matches', async ({ page, sandbox }) => {
  const holders = holdersOf(await sandbox.truth('acme-robotics'), foundryNotes.id);
  await signIn(page, people.admin, { at: foundryNotes.path });
  const app = appPage(page);
  await expect(app.allNames).toBeVisible();
  for (const { by, query } of searches) {
    await test.step(`search by ${by}`, async () => {
      const expected = found(holders, query);
      expect(expected.length, 'the sandbox has somebody to find').toBeGreaterThan(0);
      await app.search.fill(query);
      await expect(app.result).toHaveText(`${expected.length} of ${holders.length} people`);
      await expect(app.grid).toHaveAttribute('aria-rowcount', String(expected.length + 1));
      for (const { email, memberId } of expected.slice(0, 8)) {
        await expect(app.rows.filter({ hasText: email === '' ? memberId : email })).toHaveCount(1);
      }
      await expect(app.highlights.first()).toBeVisible();
      const marked = new Set((await app.highlights.allTextContents()).map(plain));
      expect([...marked]).toEqual([plain(query)]);
    });
  }
});

test('search by id finds one member, even one whom nobody knows', async ({ page, sandbox }) => {
  const holders = holdersOf(await sandbox.truth('acme-robotics'), foundryNotes.id);
  const stranger = holders.find(({ status }) => status === 'unknown')?.memberId ?? '';
  const known = holders.find(({ status }) => status === 'pending')?.memberId ?? '';
  await signIn(page, people.admin, { at: `${foundryNotes.path}?cols=scopes,id` });
  const app = appPage(page);
  for (const id of [stranger, known]) {
    await app.search.fill(id.slice('member-test-'.length));
    await expect(app.result).toHaveText(`1 of ${holders.length} people`);
    await expect(app.rows).toHaveCount(1);
    await expect(app.rows.locator('mark').first()).toHaveText(id.slice('member-test-'.length));
  }
  await app.search.fill('nobody is called that');
  await expect(page.getByRole('heading', { name: 'No results' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(app.result).toHaveText(`${holders.length} people`);
});

test('a reload keeps the view, which is all in the address', async ({ page }) => {
  await signIn(page, people.admin, { at: foundryNotes.path });
  const app = appPage(page);
  await expect(app.allNames).toBeVisible();
  await app.search.fill('acme');
  await app.scopeFacet.click();
  await page.getByRole('checkbox', { name: /billing:export/ }).check();
  await page.keyboard.press('Escape');
  await page.getByRole('columnheader', { name: 'Member', exact: true }).getByRole('button').click();
  await expect(page).toHaveURL(/\?q=acme&scope=billing%3Aexport&sort=member$/);
  const before = await app.grid.ariaSnapshot();
  const result = await app.result.textContent();

  await page.reload();
  await expect(app.search).toHaveValue('acme');
  await expect(app.scopeFacet).toHaveText('Scope is billing:export');
  await expect(app.result).toHaveText(result ?? '');
  await expect(page.getByRole('columnheader', { name: 'Member', exact: true })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  await expect(app.allNames).toBeVisible();
  await expect.poll(() => app.grid.ariaSnapshot()).toBe(before);
});

test('an address that is shared opens the same view for another admin', async ({ page }) => {
  const view = `${foundryNotes.path}?q=okafor&cols=scopes%2Cstatus&density=compact`;
  await signIn(page, people.consultant, { organization: 'Acme Robotics', at: view });
  const app = appPage(page);
  await expect(page).toHaveURL(view);
  await expect(app.search).toHaveValue('okafor');
  await expect(page.getByRole('columnheader', { name: 'Status' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Scopes', exact: true })).toBeHidden();
  await expect(app.row('Amara Okafor')).toBeVisible();
});
