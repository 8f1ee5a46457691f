import { activityPage } from '../support/activity.ts';
import { casePage, deskPage, openCase, openDesk, why } from '../support/desk.ts';
import { diagnosisPage } from '../support/diagnosis.ts';
import { expect, people, signIn, somebodyElse, test } from '../support/test.ts';
import { foundryNotes } from '../support/truth.ts';

const siobhan = 'siobhan.bennett@acme-robotics.example';

test('support finds a member, diagnoses, runs out of time and goes on, and the customer sees all of it', async ({
  page,
  browser,
  stack,
  guard,
}) => {
  guard.expect(/status of 403.*api\/support\/organizations/);
  await stack.startAnew();
  await openDesk(page);
  await deskPage(page).search.fill(siobhan);
  await deskPage(page).search.press('Enter');
  await deskPage(page).result('Acme Robotics').click();
  const { again, banner, heading } = await openCase(page);
  await expect(heading('Siobhán Bennett')).toBeVisible();
  await page.getByRole('link', { name: `Diagnose ${foundryNotes.name}` }).click();
  const { check } = diagnosisPage(page);
  await expect(check('Grant')).toContainText('Connected.');

  // A session lasts no longer without a sign of life; with one it outlasts the case.
  await stack.restartLater(16);
  await page.reload();
  await expect(check('Grant')).toBeVisible();
  await stack.restartLater(31);
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(heading('This case has expired')).toBeVisible();
  await expect(check('Grant')).toHaveCount(0);
  await again.click();
  await expect(check('Grant')).toContainText('Connected.');
  await casePage(page).end();
  await expect(banner).toHaveCount(0);

  const amara = await somebodyElse(browser, stack);
  await signIn(amara, people.admin, { at: '/activity?tab=support' });
  const visits = amara.getByRole('row').filter({ hasText: 'Sam Rivera' });
  await expect(visits).toHaveCount(2);
  await expect(visits.filter({ hasText: why.ticket })).toHaveCount(2);
  await expect(visits.filter({ hasText: why.reason })).toHaveCount(2);
  await visits.last().getByRole('link').click();
  const { saying } = activityPage(amara);
  await expect(saying('Support (Sam Rivera) opened a case')).toHaveCount(1);
  await expect(saying('Support (Sam Rivera) ran a diagnosis for Siobhán Bennett')).not.toHaveCount(
    0,
  );
  await expect(
    saying(/The case of Support \(Sam Rivera\) ended: it reached its time limit/),
  ).toHaveCount(1);
  await amara.context().close();
});
