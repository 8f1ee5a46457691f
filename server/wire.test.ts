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
