import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { decodeTable, parseTable, readTruth } from '../../testing/grants.ts';
import { startStack, type Stack } from '../../testing/start.ts';
import type { Visitor } from '../../testing/visitor.ts';

let stack: Stack;
let amara: Visitor;
let path: string;

beforeAll(async () => {
  stack = await startStack();
  const truth = await readTruth(stack, 'acme-robotics');
  path = `/api/connected-apps/${truth.appIds[0] ?? ''}`;
});
beforeEach(async () => {
  await stack.control('POST', 'reset');
  stack.clock.offset = 0;
  amara = await stack.signIn('amara.okafor@acme-robotics.example');
});
afterAll(() => stack.close());

const etagOf = ({ headers }: Awaited<ReturnType<Visitor['get']>>) => String(headers['etag']);

/** What a member does in another console: one grant goes, upstream. */
async function revokeOne(): Promise<void> {
  const { members } = parseTable(await amara.get(path));
  const { origin, projectId, secret } = stack.sandbox;
  const [, app = ''] = /([^/]+)$/.exec(path) ?? [];
  const member = `/v1/b2b/organizations/acme-robotics/members/${members.ids.at(0)}`;
  const answer = await fetch(`${origin}${member}/connected_apps/${app}/revoke`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${projectId}:${secret}`)}` },
    body: '{}',
  });
  expect(answer.status).toBe(200);
}

describe('an app that has not changed', () => {
  test('costs a browser that has it an empty answer, true as of now', async () => {
    const first = await amara.get(path);
    stack.clock.offset = 5000;
    const second = await amara.get(path, { 'if-none-match': etagOf(first) });
    expect({ status: second.status, text: second.text, etag: etagOf(second) }).toEqual({
      status: 304,
      text: '',
      etag: etagOf(first),
    });
    expect(second.headers['cache-control']).toBe('no-store');
    const asOf = [first, second].map(({ headers }) => Number(headers['as-of']));
    expect((asOf[1] ?? 0) - (asOf[0] ?? 0)).toBeGreaterThanOrEqual(5000);
  });

  test('is still asked for at Stytch every time', async () => {
    const etag = etagOf(await amara.get(path));
    await stack.takeCalls();
    await amara.get(path, { 'if-none-match': etag });
    await amara.get(path, { 'if-none-match': etag });
    expect(await stack.takeCalls()).toHaveLength(2);
  });

  test('is not shown to who may not see it any more, whatever they have', async () => {
    const etag = etagOf(await amara.get(path));
    await stack.control('POST', 'end-sessions');
    const { status } = await amara.get(path, { 'if-none-match': etag });
    expect(status).toBe(401);
  });

  test('has another version for a viewer who may see less', async () => {
    const noor = await stack.signIn('noor.haddad@acme-robotics.example');
    const [full, less] = [await amara.get(path), await noor.get(path)];
    expect(etagOf(full)).not.toBe(etagOf(less));
    expect((await noor.get(path, { 'if-none-match': etagOf(full) })).status).toBe(200);
  });
});

test('an app that has changed is given whole', async () => {
  const before = await amara.get(path);
  await revokeOne();
  const after = await amara.get(path, { 'if-none-match': etagOf(before) });
  const held = decodeTable(before).size;
  expect({ status: after.status, members: decodeTable(after).size }).toEqual({
    status: 200,
    members: held - 1,
  });
});

test('is sent as it is packed, whatever a browser would decompress', async () => {
  const answer = await amara.get(path, { 'accept-encoding': 'gzip, deflate, br, zstd' });
  expect(answer.headers['content-encoding']).toBeUndefined();
  expect(answer.headers['content-length']).toBe(String(answer.bytes.length));
  expect(decodeTable(answer).size).toBe(31);
});
