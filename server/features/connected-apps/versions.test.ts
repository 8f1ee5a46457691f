import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { grantTableSchema } from '#contract/connected-apps.ts';
import { decodeTable, readTruth } from '../../testing/grants.ts';
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
  const { members } = z.parse(grantTableSchema, JSON.parse((await amara.get(path)).text));
  const { origin, projectId, secret } = stack.sandbox;
  const [, app = ''] = /([^/]+)$/.exec(path) ?? [];
  const member = `/v1/b2b/organizations/acme-robotics/members/${members.ids[0] ?? ''}`;
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
  const held = decodeTable(before.text).size;
  expect({ status: after.status, members: decodeTable(after.text).size }).toEqual({
    status: 200,
    members: held - 1,
  });
});

test.each([
  ['br, gzip', 'br', brotliDecompressSync],
  ['gzip', 'gzip', gunzipSync],
  ['gzip;q=1, br;q=0', 'gzip', gunzipSync],
  ['identity', undefined, (bytes: Buffer) => bytes],
  ['', undefined, (bytes: Buffer) => bytes],
])('a browser that takes "%s" is given %s', async (taken, given, decode) => {
  const { headers, bytes } = await amara.get(path, { 'accept-encoding': taken });
  expect(headers['content-encoding']).toBe(given);
  expect(headers['vary']).toContain('Accept-Encoding');
  const table = z.parse(grantTableSchema, JSON.parse(decode(bytes).toString('utf8')));
  expect(table.members.ids.length).toBe(31);
});
