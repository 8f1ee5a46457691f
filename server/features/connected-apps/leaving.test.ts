import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readTruth } from '../../testing/grants.ts';
import { startStack, type Stack } from '../../testing/start.ts';
import type { Visitor } from '../../testing/visitor.ts';

const email = 'amara.okafor@acme-robotics.example';
let stack: Stack;
let amara: Visitor;
let id: string;

beforeAll(async () => {
  stack = await startStack();
  amara = await stack.signIn(email);
  id = (await readTruth(stack, 'acme-robotics')).appIds[0] ?? '';
  // What surrounds an app is read now, so that the calls below are those for the app alone.
  await amara.get(`/api/connected-apps/${id}`);
});
afterAll(() => stack.close());
afterEach(() => stack.faults());

/** Sends a request and goes away as soon as the only fault has met its call. */
async function leaveInMidst(visitor: Visitor, path: string): Promise<void> {
  const leaving = new AbortController();
  const left = visitor.get(path, {}, leaving.signal).then(
    () => 'answered',
    () => 'left',
  );
  await expect.poll(() => stack.control('GET', 'faults')).toEqual([]);
  leaving.abort();
  expect(await left).toBe('left');
}

describe('a browser that goes away', () => {
  test.each([
    ['the list', 'connected_apps', () => '/api/connected-apps'],
    ['an app', '/connected_apps/{connected_app_id}', () => `/api/connected-apps/${id}`],
    ['its reach', '/connected_apps/{connected_app_id}', () => `/api/connected-apps/${id}/reach`],
  ])('while %s is read cancels the call upstream', async (_name, path, route) => {
    await stack.takeCalls();
    const before = stack.logLines.length;
    await stack.faults({ kind: 'drip', bytesPerSecond: 20, path, times: 1 });
    await leaveInMidst(amara, route());
    // The sandbox is done with an answer that drips for minutes only when nobody takes it any more.
    await expect.poll(() => stack.control('GET', 'calls')).toMatchObject([{ status: 200 }]);
    const log = () => stack.logLines.slice(before).map((line): unknown => JSON.parse(line));
    await expect.poll(log).toContainEqual(expect.objectContaining({ status: 'aborted' }));
    expect(log()).not.toContainEqual(expect.objectContaining({ level: 50 }));
  });

  test('while the session is confirmed has nothing read for it afterwards', async () => {
    const other = await stack.signIn(email);
    stack.clock.offset += 61_000;
    await stack.takeCalls();
    await stack.faults({ kind: 'latency', ms: 200, path: 'sessions/authenticate', times: 1 });
    await leaveInMidst(other, `/api/connected-apps/${id}`);
    const confirmed = { path: '/v1/b2b/sessions/authenticate', status: 200 };
    await expect
      .poll(() => stack.control('GET', 'calls'))
      .toContainEqual(expect.objectContaining(confirmed));
    // A second request of the same browser comes after whatever the first one still did.
    expect((await other.get('/api/connected-apps')).status).toBe(200);
    const paths = (await stack.takeCalls()).map(({ path }) => path);
    expect(paths.filter((path) => path.endsWith(id))).toEqual([]);
  });

  test('leaves what others wait for alone', async () => {
    const [one, two] = [await stack.signIn(email), await stack.signIn(email)];
    stack.clock.offset += 61_000;
    await stack.faults({ kind: 'latency', ms: 200, path: 'rbac/policy', times: 1 });
    const stays = two.get('/api/session');
    await leaveInMidst(one, '/api/session');
    expect((await stays).json.state).toBe('signed-in');
  });
});
