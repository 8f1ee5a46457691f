import { why } from '../support/desk.ts';
import { startFirefox, type Firefox, type Tab, type Target } from '../support/firefox.ts';
import { code, expect as expectSoon, people, withStack } from '../support/test.ts';
import { foundryNotes } from '../support/truth.ts';

/** The main jobs once more, in a Firefox as people have it. */
const path = process.env['FIREFOX_PATH'] ?? '';

/** Without a graphics card Firefox draws slowly; nobody waits for this, it only bounds what hangs. */
const expect = expectSoon.configure({ timeout: 60_000 });

const test = withStack.extend<{ tab: Tab }, { firefox: Firefox }>({
  firefox: [
    async ({}, use) => {
      const firefox = await startFirefox(path);
      await use(firefox);
      await firefox.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  tab: async ({ firefox }, use, testInfo) => {
    const tab = await firefox.newTab();
    await use(tab);
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('what the page said', { body: await tab.text() });
    }
    await tab.close();
  },
});

test.setTimeout(240_000);
test.skip(path === '', 'there is no Firefox');

const heading = (name: string): Target => ({ css: 'h1', name });
const button = (name: string): Target => ({ css: 'button', name });
const link = (name: string): Target => ({ css: 'a[href]', name });
const account: Target = { css: '[aria-label^="Account:"]' };

async function see(tab: Tab, target: Target, count = 1): Promise<void> {
  await expect.poll(() => tab.count(target), { message: JSON.stringify(target) }).toBe(count);
}

async function press(tab: Tab, target: Target): Promise<void> {
  await expect
    .poll(() => tab.count(target), { message: JSON.stringify(target) })
    .toBeGreaterThanOrEqual(1);
  await tab.press(target);
}

const saysNow = (tab: Tab, words: string | RegExp) => expect.poll(() => tab.text()).toMatch(words);

/** Goes to a page and signs in on the way. */
async function signIn(tab: Tab, origin: string, email: string, at: string): Promise<void> {
  await tab.goto(origin + at);
  await press(tab, { css: 'input[type=email]' });
  await tab.type(`${email}\n`);
  await press(tab, { css: 'input[autocomplete=one-time-code]' });
  await tab.type(code);
  await see(tab, account);
}

test('an admin finds an app, searches its members and selects one', async ({ tab, stack }) => {
  await signIn(tab, stack.origin, people.admin, '/apps');
  await saysNow(tab, '12 of 12 apps loaded');
  await press(tab, link(foundryNotes.name));
  await see(tab, heading(foundryNotes.name));
  await saysNow(tab, '31 of 31 names read');

  await press(tab, { css: 'main input[type=search]' });
  await tab.type('okafor');
  await saysNow(tab, '1 of 31 people');
  await press(tab, {
    css: '[role=gridcell] [role=checkbox], [role=gridcell] input[type=checkbox]',
  });
  await saysNow(tab, '1 of 31 selected');
  await expect.poll(() => tab.path()).toBe(`${foundryNotes.path}?q=okafor`);

  await tab.goto(`${stack.origin}${foundryNotes.path}?scope=billing%3Aexport`);
  await saysNow(tab, /billing:export/);
  await saysNow(tab, /\d+ of 31 people/);
});

test('an admin looks at one member, and nothing is left after signing out', async ({
  tab,
  stack,
}) => {
  await signIn(tab, stack.origin, people.admin, '/members');
  await press(tab, link('Amara Okafor'));
  await see(tab, heading('Amara Okafor'));
  await press(tab, account);
  await press(tab, { css: '[role=menuitem]', name: 'Sign out' });
  await see(tab, heading('Sign in'));
  await tab.say('history.back()');
  await see(tab, heading('Sign in'));
  expect(await tab.text()).not.toContain('Amara Okafor');
});

test('support finds a customer, opens a case, looks and ends it', async ({ tab, stack }) => {
  await signIn(tab, stack.origin, people.support, '/support');
  await press(tab, { css: 'input[type=search]' });
  await tab.type('acme-robotics\n');
  await press(tab, { css: 'a[href^="/organizations/"]' });
  await press(tab, { css: 'input[name=ticket]' });
  await tab.type(why.ticket);
  await press(tab, { css: 'textarea[name=reason]' });
  await tab.type(why.reason);
  await press(tab, button('Open case'));
  await see(tab, { css: 'section', name: 'Support case' });
  await press(tab, link('Members'));
  await see(tab, heading('Members'));
  await saysNow(tab, 'Amara Okafor');
  expect(await tab.text()).not.toContain(people.admin);
  await press(tab, button('End case'));
  await press(tab, button('End now'));
  await expect.poll(() => tab.path()).toBe('/support');
});
