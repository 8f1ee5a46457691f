import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { createCheckout } from '../checkout.ts';
import { launch, programsOf, type Launcher } from './launcher.ts';

const timeout = 240_000;
const checkout = createCheckout();
const launched: Launcher[] = [];

afterAll(checkout.remove);

afterEach(async () => {
  for (const launcher of launched.splice(0)) {
    launcher.kill('SIGTERM');
    await launcher.ended;
  }
  rmSync(join(checkout.root, '.env'), { force: true });
});

function start(mode: 'start' | 'dev', env: Record<string, string> = { PORT: '0' }): Launcher {
  const launcher = launch(checkout.root, mode, env);
  launched.push(launcher);
  return launcher;
}

async function originOf(launcher: Launcher): Promise<string> {
  const line = await launcher.line(/^ {2}Grantscope {3}http/);
  return line.replace('Grantscope', '').trim();
}

async function untilAlone(): Promise<void> {
  await vi.waitFor(() => expect(programsOf(checkout.root)).toEqual([]), { timeout: 30_000 });
}

/** Calls the API as our own page does, with a jar of one cookie. */
function createVisitor(origin: string) {
  let cookie = '';
  return async (method: 'GET' | 'POST', path: string, body?: unknown) => {
    const response = await fetch(origin + path, {
      method,
      headers: { 'x-csrf': '1', origin, cookie, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    cookie = response.headers.get('set-cookie')?.split(';', 1)[0] ?? cookie;
    return { status: response.status, text: await response.text() };
  };
}

async function signIn(visit: ReturnType<typeof createVisitor>): Promise<void> {
  await visit('POST', '/api/sign-in/email', { email: 'amara.okafor@acme-robotics.example' });
  await visit('POST', '/api/sign-in/code', { code: '000000' });
}

test(
  'npm start serves the product, and a restart keeps people signed in',
  { timeout },
  async () => {
    const first = start('start');
    const origin = await originOf(first);
    await first.line(/sam\.rivera/);
    const printed = first.lines.join('\n');
    expect(printed).toMatch(/^Building Grantscope, to run it against the sandbox …\n/);
    expect(printed).toContain(
      'This is the sandbox: invented people and apps. Every code is 000000.',
    );
    expect(printed).toMatch(/^ {4}amara\.okafor@acme-robotics\.example {3}/m);
    const page = await fetch(`${origin}/apps`);
    const html = expect.stringContaining('<div id="root">');
    expect([page.status, await page.text()]).toEqual([200, html]);
    const visit = createVisitor(origin);
    await signIn(visit);
    expect((await visit('GET', '/api/connected-apps')).status).toBe(200);

    first.kill('SIGINT');
    expect(await first.ended).toBe(0);
    expect(programsOf(checkout.root)).toEqual([]);
    await expect(fetch(`${origin}/livez`)).rejects.toThrow('fetch failed');

    const second = start('start', { PORT: new URL(origin).port });
    await originOf(second);
    expect((await visit('GET', '/api/connected-apps')).status).toBe(200);

    // The server and the sandbox notice that nobody holds them any more.
    expect(programsOf(checkout.root)).toHaveLength(2);
    second.kill('SIGKILL');
    await untilAlone();
  },
);

test('a taken port is named before anything is built', { timeout }, async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  const launcher = start('start', { PORT: port });
  expect(await launcher.ended).toBe(1);
  expect(launcher.lines).toEqual([`Port ${port} is taken. Set PORT to another one.`]);
  other.close();
});

test('with credentials in .env there is no sandbox', { timeout }, async () => {
  const project = 'project-test-11111111-1111-4111-8111-111111111111';
  const secret = 'secret-test-of-somebody-else';
  writeFileSync(
    join(checkout.root, '.env'),
    `STYTCH_PROJECT_ID=${project}\nSTYTCH_SECRET=${secret}\n`,
  );
  const launcher = start('start');
  await originOf(launcher);
  expect(launcher.lines[0]).toBe('Building Grantscope, to run it against Stytch …');
  expect(programsOf(checkout.root).filter((line) => line.includes('/server/sandbox/'))).toEqual([]);
});

test(
  'incomplete credentials are named all at once, in an instant, with no secret',
  { timeout },
  async () => {
    writeFileSync(
      join(checkout.root, '.env'),
      'STYTCH_PROJECT_ID=project-live-nonsense\nSTYTCH_SECRET=canary\nPORT=canary\nHOST=\n',
    );
    const launcher = start('start', {});
    expect(await launcher.ended).toBe(78);
    expect(launcher.lines).toEqual([
      'Grantscope cannot run with this configuration:',
      '  - PORT must be a whole number, 65535 at most',
      '  - STYTCH_PROJECT_ID must look like project-test-… or project-live-…',
      '  - STYTCH_SECRET must be the secret of the project, which looks like secret-test-… or secret-live-…',
      '  - NODE_ENV must be production for a live project',
    ]);
  },
);

test('npm run dev serves sources and passes the API on', { timeout }, async () => {
  const launcher = start('dev');
  const origin = await originOf(launcher);
  const source = await fetch(`${origin}/api/query-client.ts`);
  expect([source.status, source.headers.get('content-type')]).toEqual([200, 'text/javascript']);
  const visit = createVisitor(origin);
  await signIn(visit);
  expect((await visit('GET', '/api/connected-apps')).status).toBe(200);
  launcher.kill('SIGINT');
  expect(await launcher.ended).toBe(0);
  await untilAlone();
});
