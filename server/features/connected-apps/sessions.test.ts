import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTruth } from '../../testing/grants.ts';
import { startStack, type Stack } from '../../testing/start.ts';

const email = 'amara.okafor@acme-robotics.example';
let stack: Stack;
let id: string;

beforeAll(async () => {
  stack = await startStack();
  id = (await readTruth(stack, 'acme-robotics')).appIds[0] ?? '';
});
afterAll(() => stack.close());

test.each([
  ['an app', '/connected_apps/{connected_app_id}', () => `/api/connected-apps/${id}`],
  ['its reach', '/connected_apps/{connected_app_id}', () => `/api/connected-apps/${id}/reach`],
  ['the list of apps', 'members/search', () => '/api/connected-apps'],
])(
  'who reads %s with a session that has ended takes nobody along, not even themselves elsewhere',
  async (_view, path, route) => {
    const ended = await stack.signIn(email);
    await stack.control('POST', 'end-sessions');
    const alive = await stack.signIn(email);
    await stack.faults({ kind: 'latency', ms: 200, path, times: 1 });
    const first = ended.get(route());
    await expect.poll(() => stack.control('GET', 'faults')).toEqual([]);
    const second = alive.get(route());
    expect([(await first).status, (await second).status]).toEqual([401, 200]);
    expect((await alive.get('/api/session')).json.state).toBe('signed-in');
    stack.clock.offset += 61_000;
  },
);
