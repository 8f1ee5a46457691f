import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { plainHttp } from './plain.ts';
import { startSandbox, type Sandbox } from './server.ts';

const running: ChildProcess[] = [];
const open: Sandbox[] = [];
afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  for (const sandbox of open.splice(0)) await sandbox.close();
});

const lineSchema = z.strictObject({
  sandbox: z.url(),
  projectId: z.string(),
  secret: z.string(),
});

/** Runs `npm run sandbox` from package.json on a free port, up to its first line. */
async function run(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/sandbox/main.ts'], {
    env: { SANDBOX_PORT: '0', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  running.push(child);
  const exited = once(child, 'exit');
  const [line] = z.tuple([z.string()]).parse(await once(createInterface(child.stdout), 'line'));
  const { sandbox: origin, ...credentials } = lineSchema.parse(JSON.parse(line));
  return { child, exited, sandbox: { origin, ...credentials, close: async () => {} } };
}

/** Everything visible that the seed decides, without what differs at every start. */
async function seedOf(sandbox: Sandbox): Promise<unknown> {
  const http = plainHttp(sandbox);
  const clients = await http.api('POST', '/v1/connected_apps/clients/search', { body: '{}' });
  return {
    accounts: await http.control('GET', 'accounts'),
    acme: await http.control('GET', 'grants/acme-robotics'),
    globex: await http.control('GET', 'grants/globex'),
    support: await http.control('GET', 'grants/northwind-support'),
    clients: (await clients.text())
      .replaceAll(sandbox.origin, '')
      .replace(/request-id-test-[\w-]+/, ''),
  };
}

describe('the sandbox as a program', () => {
  test('seeds the same at every start, and ends cleanly at SIGTERM', async () => {
    const here = await startSandbox();
    open.push(here);
    const { child, exited, sandbox } = await run();
    expect(await seedOf(sandbox)).toEqual(await seedOf(here));
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  });

  test('takes its credentials from the environment, and ends with its parent when asked to', async () => {
    const projectId = 'project-test-12345678-1234-4123-8123-123456789012';
    const { child, exited, sandbox } = await run({
      SANDBOX_PROJECT_ID: projectId,
      SANDBOX_SECRET: 'other',
      SANDBOX_EXIT_WITH_STDIN: '1',
    });
    expect(sandbox).toMatchObject({ projectId, secret: 'other' });
    const right = await plainHttp(sandbox).api('GET', '/v1/b2b/rbac/policy');
    const wrong = await plainHttp({ ...sandbox, secret: 'x' }).api('GET', '/v1/b2b/rbac/policy');
    expect([right.status, wrong.status]).toEqual([200, 401]);
    child.stdin.end();
    expect(await exited).toEqual([0, null]);
  });

  test('ends at SIGINT though a call is waiting for its answer', async () => {
    const { child, exited, sandbox } = await run();
    const http = plainHttp(sandbox);
    await http.control('PUT', 'faults', [{ kind: 'hang', path: '*' }]);
    const waiting = http.api('GET', '/v1/b2b/rbac/policy').then(
      () => 'answered',
      () => 'cut off',
    );
    await expect.poll(async () => (await http.control('GET', 'calls')).body).toHaveLength(1);
    child.kill('SIGINT');
    expect([await exited, await waiting]).toEqual([[0, null], 'cut off']);
  });
});
