import { request, type OutgoingHttpHeaders } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readActivity } from '../testing/desk.ts';
import { startStack, type Stack } from '../testing/start.ts';
import { createVisitor } from '../testing/visitor.ts';
import { networkOf, plainAddress } from './client-address.ts';

const host = 'grants.example.test';
const email = 'amara.okafor@acme-robotics.example';
let stack: Stack;

beforeAll(async () => {
  const env = { PUBLIC_ORIGIN: `https://${host}`, SIGN_IN_CODES_PER_HOUR: '2' };
  stack = await startStack({ plain: true, env });
});
afterAll(() => stack.close());

/** What a proxy that ends TLS passes on: `Host`, and whatever else it adds. */
function pass(path: string, headers: OutgoingHttpHeaders, body: unknown) {
  return new Promise<{ status: number; cookies: string[] }>((resolve, reject) => {
    const page = { 'x-csrf': '1', 'sec-fetch-site': 'same-origin', origin: `https://${host}` };
    const call = request({
      port: stack.port,
      host: '127.0.0.1',
      // A connection of its own: the server starts anew between tests.
      agent: false,
      path,
      method: 'POST',
      headers: { ...page, host, 'content-type': 'application/json', ...headers },
    });
    call.on('error', reject).on('response', (answer) => {
      answer.resume().on('end', () => {
        resolve({ status: answer.statusCode ?? 0, cookies: answer.headers['set-cookie'] ?? [] });
      });
    });
    call.end(JSON.stringify(body));
  });
}

// expressjs/session#165, backstage/backstage#8767: nobody can sign in behind the proxy.
describe('a proxy that ends TLS, in front of an origin that is https', () => {
  afterEach(() => stack.restart());

  test.each<[what: string, headers: OutgoingHttpHeaders]>([
    ['says nothing', {}],
    ['says what an inner proxy saw', { 'x-forwarded-proto': 'http' }],
    ['says what each of two saw', { 'x-forwarded-proto': 'http,https' }],
    ['shouts', { 'x-forwarded-proto': 'HTTPS' }],
    ['names another protocol', { 'x-forwarded-proto': 'wss' }],
    ['says it in the standard way', { forwarded: 'for=192.0.2.60;proto=http' }],
    ['says it in the way of Microsoft', { 'front-end-https': 'off', 'x-forwarded-ssl': 'off' }],
  ])('lets people sign in when it %s', async (_what, headers) => {
    for (const hops of ['0', '1']) {
      await stack.restart({ TRUSTED_PROXY_HOPS: hops });
      const { status, cookies } = await pass('/api/sign-in/email', headers, { email });
      expect({ status, cookies }).toEqual({
        status: 200,
        cookies: [expect.stringMatching(/^__Host-Http-sid=[^;]+; Path=\/;.* Secure;/)],
      });
      const cookie = cookies[0]?.split(';', 1)[0] ?? '';
      const code = { code: '000000' };
      expect((await pass('/api/sign-in/code', { ...headers, cookie }, code)).status).toBe(200);
    }
  });
});

// express-rate-limit/express-rate-limit#234, traefik/traefik#11508: the address of the client with a port.
test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['203.0.113.7:50001', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::FFFF:203.0.113.7', '203.0.113.7'],
  ['::ffff:cb00:7107', '203.0.113.7'],
  ['::ffff:203.0.113.7:5000', '203.0.113.7'],
  ['[::ffff:203.0.113.7]:5000', '203.0.113.7'],
  ['2001:db8::7', '2001:db8::7'],
  ['2001:0DB8:0:0::0007', '2001:db8::7'],
  ['[2001:db8::7]', '2001:db8::7'],
  ['[2001:db8::7]:443', '2001:db8::7'],
  ['"[2001:db8::7]:443"', '2001:db8::7'],
  [' 203.0.113.7 ', '203.0.113.7'],
  ['fe80::7%eth0', 'fe80::7'],
  ['unknown', null],
  ['_hidden', null],
  ['jane@acme.example', null],
  ['203.0.113', null],
  ['0x7f.1', null],
  ['203.0.113.007', null],
  ['203.0.113.7:x', null],
  ['', null],
])('the address %s is %s', (text, address) => {
  expect(plainAddress(text)).toBe(address);
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2ff:3::4', '2001:db8:1:200::'],
  ['2001:db8:1:2aa::1', '2001:db8:1:200::'],
  ['2001:db8:1:3aa::1', '2001:db8:1:300::'],
  [null, 'unknown'],
])('limits count %s as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

/** How many of these clients in turn are sent a code, with one proxy in front. */
async function countSent(clients: OutgoingHttpHeaders[]): Promise<number> {
  await stack.restart({ TRUSTED_PROXY_HOPS: '1' });
  const statuses: number[] = [];
  for (const [at, headers] of clients.entries()) {
    const body = { email: `nobody-${at}@acme-robotics.example` };
    statuses.push((await pass('/api/sign-in/email', headers, body)).status);
  }
  return statuses.filter((status) => status === 200).length;
}
const twelve = (write: (at: number) => OutgoingHttpHeaders) =>
  Array.from({ length: 12 }, (_, at) => write(at));

describe('with one proxy in front', () => {
  test.each<[what: string, write: (at: number) => OutgoingHttpHeaders]>([
    ['from many ports', (at) => ({ 'x-forwarded-for': `203.0.113.7:${50_000 + at}` })],
    ['within one network', (at) => ({ 'x-forwarded-for': `[2001:db8:0:1::${at}]:443` })],
    ['in two spellings', (at) => ({ 'x-forwarded-for': `${at % 2 ? '::ffff:' : ''}192.0.2.9` })],
    ['with a history', (at) => ({ 'x-forwarded-for': `10.0.0.${at}, 198.51.100.4` })],
    ['in two headers', (at) => ({ 'x-forwarded-for': [`10.0.0.${at}`, '198.51.100.4'] })],
    ['by the standard', (at) => ({ forwarded: `for=10.9.9.${at}, for="192.0.2.60:${at}";by=x` })],
    ['unknown', (at) => ({ 'x-forwarded-for': at % 2 ? 'unknown' : `_hidden${at}` })],
    ['unnamed', () => ({})],
  ])('one client %s gets ten codes an hour', async (_what, write) => {
    expect(await countSent(twelve(write))).toBe(10);
  });

  test('many clients are many', async () => {
    const clients = twelve((at) => ({ 'x-forwarded-for': `203.0.113.${at}:1234` }));
    expect(await countSent(clients)).toBe(12);
  });
});

test.each([
  ['203.0.113.7:50001', '203.0.113.7'],
  ['198.51.100.4, [2001:db8::7]:443', '2001:db8::7'],
  ['unknown', null],
])('Activity has for %s the address %s', async (forwarded, address) => {
  const own = await startStack({ env: { TRUSTED_PROXY_HOPS: '1' } });
  const { origin, ca, answers } = own;
  const amara = createVisitor({ origin, ca, answers });
  const headers = { 'x-forwarded-for': forwarded };
  await amara.post('/api/sign-in/email', { email }, headers);
  await amara.post('/api/sign-in/code', { code: '000000' }, headers);
  const { events } = await readActivity(amara, { events: ['signed-in'] });
  expect(events.map((event) => event.address)).toEqual([address]);
  await own.close();
});
