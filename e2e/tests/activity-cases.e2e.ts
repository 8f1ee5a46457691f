import { activityPage } from '../support/activity.ts';
import { expectAccessible } from '../support/axe.ts';
import { enterCustomer, openDesk } from '../support/desk.ts';
import { expect, people, signIn, somebodyElse, test } from '../support/test.ts';

test('what support did under one case is one line, which opens to its events', async ({
  page,
  browser,
  stack,
}) => {
  await stack.startAnew();
  const sam = await somebodyElse(browser, stack);
  await openDesk(sam);
  const desk = await enterCustomer(sam, 'acme-robotics', 'Acme Robotics');
  for (const name of ['Apps', 'Scopes', 'Changes']) {
    await sam.getByRole('link', { name, exact: true }).click();
    await expect(desk.heading(name)).toBeVisible();
  }
  await desk.end();
  await expect(desk.again).toBeVisible();
  await sam.context().close();

  await signIn(page, people.admin, { at: '/activity' });
  const { events, saying, search } = activityPage(page);
  const bySupport = saying('Support (Sam Rivera)').filter({ hasNotText: 'in one case' });
  const fold = page.getByRole('button', {
    name: /^Support \(Sam Rivera\): \d+ events in one case, /,
  });
  await expect(fold).toHaveCount(1);
  await expect(fold).toHaveAttribute('aria-expanded', 'false');
  await expect(page.getByText('Ticket SUP-4711')).toHaveCount(1);
  await expect(bySupport).toHaveCount(0);
  await expect(saying('Amara Okafor signed in')).toHaveCount(1);
  await expectAccessible(page, 'main');

  await fold.focus();
  await page.keyboard.press('Enter');
  await expect(fold).toHaveAttribute('aria-expanded', 'true');
  const told = Number(/: (\d+) events/.exec((await fold.getAttribute('aria-label')) ?? '')?.[1]);
  await expect(bySupport).toHaveCount(told);
  await expect(bySupport.first()).toContainText('ended the case');
  await expect(page.getByText('Ticket SUP-4711')).toHaveCount(1);
  await expectAccessible(page, 'main');
  await page.keyboard.press('j');
  await expect(bySupport.first().getByRole('button')).toBeFocused();
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await expect(bySupport).toHaveCount(0);

  // What is searched for is shown itself.
  await search.fill('SUP-4711');
  await expect(events).toHaveCount(told);
  await expect(fold).toHaveCount(0);
});
