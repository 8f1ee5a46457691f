import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { startStack, type Stack } from './testing/start.ts';

let stack: Stack;
afterEach(() => stack.close());

test('a restart answers the requests in flight first', async () => {
  stack = await startStack();
  const admin = await stack.signIn('amara.okafor@acme-robotics.example');
  await stack.faults({ path: '/connected_apps', kind: 'latency', ms: 700, times: 1 });
  const answer = admin.get('/api/connected-apps');
  // The fault is spent once the call upstream is under way.
  await expect.poll(() => stack.control('GET', 'faults')).toEqual([]);
  await stack.restart();
  expect((await answer).status).toBe(200);
});

// Well under the 15 s that a request in flight may take: nothing is in flight here.
test(
  'a connection that carries no request does not hold a restart up',
  { timeout: 12_000 },
  async () => {
    stack = await startStack({ plain: true });
    const socket = connect(stack.port, '127.0.0.1');
    await once(socket, 'connect');
    const closed = once(socket, 'close');
    socket.resume();
    await stack.restart();
    await closed;
    expect(socket.destroyed).toBe(true);
  },
);

test.each<
  [
    what: string,
    faults: Record<string, unknown>[],
    env: Record<string, string>,
    level: number | null,
    words: RegExp,
  ]
>([
  ['that Stytch accepts is no news', [], {}, null, /^$/],
  [
    'whose secret is wrong is named',
    [],
    { STYTCH_SECRET: 'secret-test-of-somebody-else' },
    50,
    /Stytch does not accept STYTCH_PROJECT_ID with STYTCH_SECRET/,
  ],
  [
    'of consumers is named',
    [{ kind: 'status', path: '/rbac/policy', status: 400 }],
    {},
    50,
    /must be a project of the kind B2B/,
  ],
  [
    'that cannot be asked for is left for later',
    [{ kind: 'status', path: '/rbac/policy', status: 503 }],
    {},
    40,
    /could not be asked/,
  ],
])('at the start a project %s', async (_what, faults, env, level, words) => {
  stack = await startStack({ env });
  await stack.faults(...faults);
  await stack.checkProject();
  const lines = stack.logLines.map((line): Record<string, unknown> => JSON.parse(line));
  expect(lines.map((line) => line['level'])).toEqual(level === null ? [] : [level]);
  expect(lines.map((line) => String(line['msg'])).join('')).toMatch(words);
  expect(stack.logLines.join('')).not.toContain('somebody-else');
});
