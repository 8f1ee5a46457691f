import type { Page } from '@playwright/test';
import { z } from 'zod';
import { ask } from '../support/app-page.ts';
import { expect, people, signIn, test } from '../support/test.ts';
import { foundryNotes } from '../support/truth.ts';

const answer = z.object({ scopes: z.array(z.object({ name: z.string(), class: z.string() })) });

/** The class of every scope in use, by the server. */
async function readClasses(page: Page): Promise<ReadonlyMap<string, string>> {
  const { text } = await ask(page, '/api/scopes');
  return new Map(answer.parse(JSON.parse(text)).scopes.map((one) => [one.name, one.class]));
}

/** Names of the chips that are shown: all, the red ones, and those with each mark. */
async function shownChips(page: Page) {
  const chips = await page.locator('[data-scope]').evaluateAll((elements) => {
    const probe = document.createElement('span');
    probe.style.color = 'var(--high-risk)';
    document.body.append(probe);
    const red = getComputedStyle(probe).color;
    probe.remove();
    return elements.map((element) => ({
      name: element.getAttribute('data-scope') ?? '',
      text: element.textContent,
      isRed: getComputedStyle(element).color === red,
    }));
  });
  const names = (some: typeof chips) => [...new Set(some.map(({ name }) => name))];
  return {
    all: names(chips),
    red: names(chips.filter(({ isRed }) => isRed)),
    triangle: names(chips.filter(({ text }) => text.startsWith('▲'))),
    diamond: names(chips.filter(({ text }) => text.startsWith('◆'))),
  };
}

for (const [name, at] of [
  ['the overview', '/'],
  ['members', '/members'],
  ['an app', foundryNotes.path],
  ['scopes', '/scopes'],
  ['my apps', '/mine'],
] as const) {
  test(`on ${name} red and ▲ are for high risk alone, and ◆ for what is sensitive`, async ({
    page,
  }) => {
    await signIn(page, people.admin, { at });
    await expect(page.locator('[data-scope]').first()).toBeVisible();
    const classes = await readClasses(page);
    const { all, red, triangle, diamond } = await shownChips(page);
    const ofClass = (wanted: string) => all.filter((scope) => classes.get(scope) === wanted);
    expect(red).toEqual(ofClass('high-risk'));
    expect(triangle).toEqual(ofClass('high-risk'));
    expect(diamond).toEqual(ofClass('sensitive'));
    expect(triangle.length + diamond.length).toBeGreaterThan(0);
  });
}

test('apps sort by risk, and the address keeps it', async ({ page, sandbox }) => {
  const { apps } = await sandbox.truth('acme-robotics');
  await signIn(page, people.admin, { at: '/apps?group=off' });
  await expect(page.getByText('12 of 12 apps loaded')).toBeVisible();
  const classes = await readClasses(page);
  const count = (ofClass: string, clientId: string) => {
    const holders = apps.find((app) => app.clientId === clientId)?.holders ?? [];
    const scopes = new Set(holders.flatMap((holder) => holder.scopes));
    return [...scopes].filter((scope) => classes.get(scope) === ofClass).length;
  };
  const head = page.getByRole('columnheader', { name: 'Risk' });
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  await expect(page).toHaveURL('/apps?sort=-risk&group=off');
  await page.reload();
  await expect(page.getByText('12 of 12 apps loaded')).toBeVisible();
  const links = await page
    .getByRole('table')
    .locator('a[href^="/apps/"]')
    .evaluateAll((all) =>
      all.map((link) => (link.getAttribute('href') ?? '').slice('/apps/'.length)),
    );
  const risks = links.map((id) => [count('high-risk', id), count('sensitive', id)] as const);
  expect(risks).toHaveLength(12);
  expect(risks).toEqual(risks.toSorted(([a, b], [c, d]) => c - a || d - b));
  expect(risks[0]?.[0]).toBeGreaterThan(0);
});
