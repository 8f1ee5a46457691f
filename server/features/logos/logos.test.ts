import type { RequestListener } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { buildPng } from '../../testing/images.ts';
import { startListener, type Listener } from '../../testing/listener.ts';
import { startStack, type Stack } from '../../testing/start.ts';
import type { Answer, Visitor } from '../../testing/visitor.ts';

const email = 'amara.okafor@acme-robotics.example';
const appId = 'connected-app-test-3c1f0b7e-55ad-4f6e-9a52-0e7d2c1b9f10';
let host: Listener;
let stack: Stack;
let amara: Visitor;

beforeAll(async () => {
  host = await startListener();
  stack = await startStack({ env: { LOGO_EXTRA_ORIGIN: host.origin } });
  amara = await stack.signIn(email);
});
afterAll(async () => {
  await stack.close();
  await host.close();
});
afterEach(async () => {
  host.arrivals.length = 0;
  await stack.faults();
});

const minute = 60_000;
const image = { 'sec-fetch-dest': 'image', 'sec-fetch-site': 'same-origin' };
const askFor = (visitor: Visitor, id = appId) =>
  visitor.send('GET', `/api/connected-apps/${id}/logo`, image);

/** Lets Stytch give these logos to as many apps from now on. */
async function setLogos(...logos: (string | null)[]): Promise<string[]> {
  const apps = logos.map((logo_url, index) => ({
    connected_app_id: index === 0 ? appId : `connected-app-test-${index}`,
    name: 'App',
    client_type: 'third_party',
    logo_url,
  }));
  const body = { connected_apps: apps };
  await stack.faults({ kind: 'status', status: 200, path: '/connected_apps', body });
  // Addresses of logos are kept for a minute. Time only ever goes on.
  stack.clock.offset += minute + 1;
  return apps.map((app) => app.connected_app_id);
}

let serial = 0;
/** An address on the host that nobody has asked for yet. */
const fresh = () => `${host.origin}/${(serial += 1)}.png`;
const picture = buildPng(64, 64);
const give =
  (bytes: Buffer | string): RequestListener =>
  (_request, response) =>
    void response
      .writeHead(200, { 'content-type': 'image/png', 'set-cookie': 'evil=1' })
      .end(bytes);

/** What a browser keeps for ten minutes, shows an initial for and does not complain about. */
const empty = { status: 204, text: '', type: undefined, kept: 'private, max-age=600' };
const emptyOf = ({ status, text, headers }: Answer) => ({
  status,
  text,
  type: headers['content-type'],
  kept: headers['cache-control'],
});

describe('a logo', () => {
  test('comes from us, as what it is, for an hour, and as nothing that could run', async () => {
    host.answer = give(picture);
    await setLogos(fresh());
    const { status, headers, bytes } = await askFor(amara);
    expect({ status, same: bytes.equals(picture) }).toEqual({ status: 200, same: true });
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'private, max-age=3600',
      'content-security-policy':
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'content-length': String(picture.length),
    });
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['content-disposition']).toBeUndefined();
  });

  test.each([
    ['null', () => null],
    ['empty', () => ''],
  ])('whose address is %s is not found, and nobody is asked', async (_what, address) => {
    await setLogos(address());
    const { status, headers, json } = await askFor(amara);
    expect({ status, code: json.code, kept: headers['cache-control'] }).toEqual({
      status: 404,
      code: 'not-found',
      kept: 'no-store',
    });
  });

  test.each([
    ['no address', () => 'logo.png'],
    ['plain http', () => 'http://logo.example/a.png'],
    ['a place inside', () => 'https://127.0.0.1/a.png'],
    ['ourselves', () => `${stack.origin}/api/session`],
    ['code', () => 'javascript:alert(1)'],
  ])('whose address is %s is empty, and nobody is asked', async (_what, address) => {
    await setLogos(address());
    expect(emptyOf(await askFor(amara))).toEqual(empty);
    expect(host.arrivals).toEqual([]);
  });

  test.each([
    [
      'an SVG',
      give(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>${' '.repeat(32)}`),
    ],
    ['a page', give(`<!doctype html><script>alert(1)</script>${' '.repeat(32)}`)],
    ['missing', (_request, response) => void response.writeHead(404).end(picture)],
    ['elsewhere', (_request, response) => void response.writeHead(302, { location: '/' }).end()],
    ['too large', give(Buffer.concat([picture, Buffer.alloc(300_000)]))],
  ] satisfies [string, RequestListener][])('that is %s is empty', async (_what, listener) => {
    host.answer = listener;
    await setLogos(fresh());
    expect(emptyOf(await askFor(amara))).toEqual(empty);
  });

  test('tells its host neither who looks nor at what', async () => {
    host.answer = give(picture);
    await setLogos(fresh());
    await amara.send('GET', `/api/connected-apps/${appId}/logo`, {
      ...image,
      referer: `${stack.origin}/apps/${appId}`,
      'x-forwarded-for': '203.0.113.9',
      'user-agent': 'Firefox of Amara',
    });
    const names = host.arrivals.flatMap(({ headers }) => Object.keys(headers));
    const sent = 'accept accept-encoding connection host user-agent'.split(' ');
    expect(names.toSorted()).toEqual(sent);
    expect(host.arrivals[0]?.headers['user-agent']).toBe('grantscope');
  });
});

describe('the host of a logo is asked', () => {
  test('once for all who look at the same time, and for an hour', async () => {
    host.answer = give(picture);
    const address = fresh();
    await setLogos(address);
    const other = await stack.signIn('noor.haddad@acme-robotics.example');
    await Promise.all([amara, other, amara].map((visitor) => askFor(visitor)));
    expect(host.arrivals).toHaveLength(1);
    for (const later of [29, 29]) {
      stack.clock.offset += later * minute;
      expect((await askFor(amara)).status).toBe(200);
    }
    expect(host.arrivals).toHaveLength(1);
    stack.clock.offset += 3 * minute;
    expect((await askFor(amara)).status).toBe(200);
    expect(host.arrivals).toHaveLength(2);
  });

  test('again for what failed only after ten minutes', async () => {
    host.answer = give('nothing of the kind');
    await setLogos(fresh());
    expect((await askFor(amara)).status).toBe(204);
    host.answer = give(picture);
    stack.clock.offset += 9 * minute;
    expect((await askFor(amara)).status).toBe(204);
    expect(host.arrivals).toHaveLength(1);
    stack.clock.offset += 2 * minute;
    expect((await askFor(amara)).status).toBe(200);
  });

  test('for eight logos at a time at most, and for all of them in the end', async () => {
    const held: (() => void)[] = [];
    let most = 0;
    host.answer = (request, response) => {
      held.push(() => give(picture)(request, response));
      most = Math.max(most, held.length);
    };
    const ids = await setLogos(...Array.from({ length: 12 }, fresh));
    const asked = ids.map((id) => askFor(amara, id));
    await expect.poll(() => held.length).toBe(8);
    for (let answered = 0; answered < 12; answered += 1) {
      await expect.poll(() => held.length).toBeGreaterThan(0);
      held.shift()?.();
    }
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(ids.map(() => 200));
    expect(most).toBe(8);
  });
});

test("the addresses of logos are read with the viewer's own session, not with one that has ended", async () => {
  const ended = await stack.signIn(email);
  await stack.control('POST', 'end-sessions');
  const alive = await stack.signIn(email);
  await stack.faults({ kind: 'latency', ms: 200, path: '/connected_apps', times: 1 });
  const answers = [askFor(ended)];
  await expect.poll(() => stack.control('GET', 'faults')).toEqual([]);
  answers.push(askFor(alive));
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([401, 204]);
  expect((await alive.get('/api/session')).json.state).toBe('signed-in');
});

test('the sandbox, where it is the origin that is allowed, has logos to give', async () => {
  const own = await startStack();
  const visitor = await own.signIn(email);
  const { status, headers } = await askFor(visitor);
  expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: 'image/png' });
  await own.close();
});
