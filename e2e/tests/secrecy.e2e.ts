import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { routes } from '#contract/routes.ts';
import { ask, pick } from '../support/app-page.ts';
import { searchFor } from '../support/canaries.ts';
import { code, expect, people, signIn, test } from '../support/test.ts';
import { foundryNotes } from '../support/truth.ts';

/** Every file of the built client. */
function builtFiles(folder = 'dist/client'): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? builtFiles(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

const isReport = (line: string) => line.includes('csp violation');
const isJwt = (token: string) => token.split('.').length === 3;

test('no answer, no built file and no log line holds a secret', async ({
  page,
  stack,
  sandbox,
  recorder,
  guard,
}) => {
  guard.expect(/status of 40[134]/);
  guard.expect(/status of 422/);
  guard.expect(/status of 502/);
  // Every step of signing in, so that every kind of token is issued and could leak.
  await page.goto('/apps');
  const answers = [
    await ask(page, '/api/sign-in/email', { email: people.consultant }),
    await ask(page, '/api/sign-in/code', { code: '999999' }),
    await ask(page, '/api/sign-in/code', { code }),
    await ask(page, '/api/session'),
    await ask(page, '/api/sign-in/organization', { organizationId: 'organization-test-none' }),
  ];
  await page.reload();
  await page.getByRole('button', { name: 'Acme Robotics' }).click();
  await expect(page.getByText('12 of 12 apps loaded')).toBeVisible();

  const { members } = await sandbox.truth('acme-robotics');
  const ids = members.slice(0, 20).map(({ memberId }) => memberId);
  const everyRoute = async () => {
    for (const { method, path } of Object.values(routes)) {
      if (path === routes.signOut.path) continue;
      const address = path.replace(':app', foundryNotes.path.replace('/apps/', ''));
      answers.push(await ask(page, address, method === 'POST' ? { ids } : undefined));
    }
  };
  await everyRoute();
  await sandbox.fail({ path: '*', kind: 'status', status: 500 });
  await everyRoute();
  await sandbox.heal();
  const statuses = new Set(answers.map(({ status }) => status));
  expect([...statuses]).toEqual(expect.arrayContaining([200, 401, 404, 422, 502]));
  await pick(page, /^Account:/, 'menuitem', 'Sign out');
  await expect(page.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();

  const issued = await sandbox.issued();
  expect(issued.filter(isJwt).length, 'session JWTs').toBeGreaterThan(0);
  expect(issued.filter((token) => !isJwt(token)).length, 'other tokens').toBeGreaterThan(1);
  const canaries = searchFor([...stack.secrets, ...issued]);
  const said = [
    ...answers.map(({ text }) => text),
    ...(await recorder.answers()).map(({ text }) => text),
  ];
  expect(
    said.flatMap((text) => canaries.in(text)),
    'secrets in answers',
  ).toEqual([]);
  const files = builtFiles().map((file) => readFileSync(file, 'latin1'));
  expect(
    files.flatMap((text) => canaries.in(text)),
    'secrets in built files',
  ).toEqual([]);
  expect(
    stack.logLines.flatMap((line) => canaries.in(line)),
    'secrets in the log',
  ).toEqual([]);

  // None of the searches was blind: each place holds what is known to be there.
  expect(said.some((text) => text.includes(foundryNotes.id))).toBe(true);
  expect(said.some((text) => text.includes('__Host-Http-sid='))).toBe(true);
  expect(files.some((text) => text.includes('Six-digit code'))).toBe(true);
  expect(stack.logLines.some((line) => line.includes('/api/sign-in/code'))).toBe(true);
});

test('the browser keeps nothing of the session but its cookie', async ({ page, context }) => {
  await signIn(page, people.admin, { at: foundryNotes.path });
  await expect(page.getByRole('grid')).toBeVisible();
  const kept = await page.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    caches: await caches.keys(),
    databases: (await indexedDB.databases()).length,
    readableCookies: document.cookie,
  }));
  expect(kept).toEqual({ local: [], session: [], caches: [], databases: 0, readableCookies: '' });
  expect((await context.cookies()).map(({ name }) => name)).toEqual(['__Host-Http-sid']);
});

test('the guard of these tests hears violations, errors and requests to elsewhere', async ({
  page,
  guard,
  stack,
}) => {
  const from = stack.logLines.length;
  guard.expect(/log: .*csp violation/);
  guard.expect(/console: .*Content Security Policy/);
  guard.expect(/console: .*TrustedHTML/);
  guard.expect(/request to elsewhere/);
  guard.expect(/error: planted/);
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  const tookHtml = await page.evaluate(() => {
    new Image().src = 'https://elsewhere.invalid/picture.png';
    setTimeout(() => {
      throw new Error('planted');
    });
    try {
      document.body.innerHTML = '<b>planted</b>';
      return true;
    } catch {
      return false;
    }
  });
  expect(tookHtml).toBe(false);
  // The browser reports violations to the server, in its own time.
  await expect.poll(() => stack.logLines.slice(from).some(isReport)).toBe(true);
  await expect(page.goto('https://elsewhere.invalid/')).rejects.toThrow('ERR_');
});
