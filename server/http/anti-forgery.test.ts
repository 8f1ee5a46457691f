import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Route } from '#contract/route.ts';
import { routes } from '#contract/routes.ts';
import { sendRaw } from '../testing/raw.ts';
import { startStack, type Stack } from '../testing/start.ts';

let stack: Stack;

beforeAll(async () => {
  stack = await startStack({ env: { REQUESTS_PER_MINUTE: '100000' } });
});
afterAll(() => stack.close());

const absent = null;
const sites = [absent, 'same-origin', 'same-site', 'cross-site', 'none', 'SAME-ORIGIN'];
const origins = [absent, 'ours', 'https://evil.example', 'null'];
const marks = [absent, '1', '0'];
const destinations = [absent, 'empty', 'document', 'image'];

/** Every combination of what a browser tells of a request. */
const combinations = sites.flatMap((site) =>
  origins.flatMap((origin) =>
    marks.flatMap((mark) => destinations.map((to) => ({ site, origin, mark, to }))),
  ),
);
type Combination = (typeof combinations)[number];

function headersOf({ site, origin, mark, to }: Combination): Record<string, string> {
  const entries = [
    ['sec-fetch-site', site],
    ['origin', origin === 'ours' ? stack.origin : origin],
    ['x-csrf', mark],
    ['sec-fetch-dest', to],
  ] as const;
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

/** Which combinations are refused, out of all of them. */
async function refused(method: 'GET' | 'POST', path: string): Promise<Combination[]> {
  const visitor = stack.visitor();
  const found: Combination[] = [];
  for (const combination of combinations) {
    const { status, json } = await visitor.send(method, path, headersOf(combination));
    if (status === 403 && json.code === 'forbidden-origin') found.push(combination);
  }
  return found;
}

const isForeign = ({ origin }: Combination) => origin !== absent && origin !== 'ours';

describe('of all that a browser can say of a request', () => {
  test('a reading one is taken with our mark, from our own page or from a browser that cannot say', async () => {
    const expected = combinations.filter(
      (one) =>
        isForeign(one) ||
        one.mark !== '1' ||
        one.to === 'document' ||
        (one.site !== absent && one.site !== 'same-origin'),
    );
    expect(await refused('GET', '/api/session')).toEqual(expected);
  });

  test('a changing one is taken with our mark, from our own page, which must be said one way or other', async () => {
    const expected = combinations.filter(
      (one) =>
        isForeign(one) ||
        one.mark !== '1' ||
        one.to === 'document' ||
        (one.site === absent ? one.origin !== 'ours' : one.site !== 'same-origin'),
    );
    expect(await refused('POST', '/api/sign-out')).toEqual(expected);
  });

  test('one for a logo is taken as an image of our own page', async () => {
    const expected = combinations.filter(
      (one) => isForeign(one) || one.to !== 'image' || one.site !== 'same-origin',
    );
    expect(await refused('GET', '/api/connected-apps/x/logo')).toEqual(expected);
  });

  test('one that only looks like one for a logo needs the mark', async () => {
    const visitor = stack.visitor();
    const image = {
      'sec-fetch-site': 'same-origin',
      'sec-fetch-dest': 'image',
      origin: stack.origin,
    };
    const paths = ['/api/session', '/api/connected-apps/x?/logo', '/api/connected-apps/x/y/logo'];
    paths.push('/api/connected-apps/x/logo/', '/api/connected-apps//logo', '/api/x/logo');
    for (const path of paths) {
      expect({ path, status: (await visitor.send('GET', path, image)).status }).toEqual({
        path,
        status: 403,
      });
    }
    const versioned = await visitor.send('GET', '/api/connected-apps/x/logo?v=/1', image);
    expect(versioned.status).toBe(401);
    const posted = await visitor.send('POST', '/api/connected-apps/x/logo', image);
    expect(posted.status).toBe(403);
  });
});

describe.each(Object.entries<Route>(routes))('%s', (_name, { method, path }) => {
  test.each(['same-site', 'cross-site', 'none'])(
    'is refused from %s, before all else',
    async (site) => {
      const headers = { 'sec-fetch-site': site, 'x-csrf': '1', 'content-type': 'text/plain' };
      const { status, json } = await stack
        .visitor()
        .send(method, path.replace(':app', 'x'), headers, method === 'POST' ? 'a=b' : undefined);
      expect({ status, code: json.code }).toEqual({ status: 403, code: 'forbidden-origin' });
    },
  );
});

test('a form of a sibling that carries the cookie signs nobody out', async () => {
  const amara = await stack.signIn('amara.okafor@acme-robotics.example');
  const site = { origin: 'https://evil.localhost', 'sec-fetch-site': 'same-site' };
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json']) {
    const sent = await amara.send(
      'POST',
      '/api/sign-out',
      { ...site, 'content-type': type },
      'x=1',
    );
    expect(sent.status).toBe(403);
  }
  expect((await amara.get('/api/session')).json.state).toBe('signed-in');
});

test('a mark or an origin that is given twice is not ours', async () => {
  const ask = (lines: string[]) =>
    sendRaw(
      stack,
      [
        'POST /api/sign-out HTTP/1.1',
        `Host: localhost:${stack.port}`,
        'Content-Length: 0',
        'Connection: close',
        ...lines,
        '\r\n',
      ].join('\r\n'),
    );
  const ours = `Origin: ${stack.origin}`;
  expect(await ask(['X-CSRF: 1', ours])).toMatch(/^HTTP\/1\.1 200 /);
  expect(await ask(['X-CSRF: 1', 'X-CSRF: 1', ours])).toMatch(/^HTTP\/1\.1 403 /);
  expect(await ask(['X-CSRF: 1', 'Origin: https://evil.example', ours])).toMatch(
    /^HTTP\/1\.1 403 /,
  );
  const site = 'Sec-Fetch-Site: same-origin';
  expect(await ask(['X-CSRF: 1', ours, site, 'Sec-Fetch-Site: cross-site'])).toMatch(
    /^HTTP\/1\.1 403 /,
  );
});
