import { RequestError } from 'stytch';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createClient, idOf, refusal, refusalOf } from './judge.ts';
import { plainHttp } from './plain.ts';
import { startSandbox, type Sandbox } from './server.ts';

let sandbox: Sandbox;
let http: ReturnType<typeof plainHttp>;
beforeAll(async () => {
  sandbox = await startSandbox();
  http = plainHttp(sandbox);
});
beforeEach(async () => {
  await http.control('POST', 'reset');
});
afterAll(() => sandbox.close());

const apps = '/v1/b2b/organizations/hooli/connected_apps';
const policy = '/v1/b2b/rbac/policy';
const path = '{organization_id}/connected_apps';
const sound = { connected_apps: [], request_id: idOf('request-id'), status_code: 200 };

const fail = (...faults: object[]) => http.control('PUT', 'faults', faults);
const get = (at = apps, signal?: AbortSignal) =>
  http.api('GET', at, signal === undefined ? {} : { signal });

/** Status and body of one call to the faulty route; the body is parsed if it is JSON. */
async function answer(at = apps) {
  const response = await get(at);
  const text = await response.text();
  return { status: response.status, type: response.headers.get('content-type'), text };
}

const search = () => http.api('POST', '/v1/b2b/organizations/search', { body: '{}' });

/** Statuses in the call log; 0 means no response. */
async function statuses() {
  const { body } = await http.control('GET', 'calls');
  return z
    .array(z.object({ status: z.int() }))
    .parse(body)
    .map(({ status }) => status);
}

const json = 'application/json';

describe('each fault', () => {
  test('latency keeps the answer back, and it is the sound one', async () => {
    await fail({ kind: 'latency', path, ms: 1000, times: 1 });
    const order: string[] = [];
    const slow = answer().then((late) => {
      order.push('slow');
      return late;
    });
    await expect.poll(statuses).toEqual([0]);
    await answer();
    order.push('quick');
    expect(JSON.parse((await slow).text)).toEqual(sound);
    expect(order).toEqual(['quick', 'slow']);
  });

  test("status answers with an error in Stytch's form", async () => {
    await fail({ kind: 'status', path, status: 503, errorType: 'server_unavailable' });
    const { status, type, text } = await answer();
    expect({ status, type, body: JSON.parse(text) }).toEqual({
      status: 503,
      type: json,
      body: {
        status_code: 503,
        request_id: idOf('request-id'),
        error_type: 'server_unavailable',
        error_message: 'Made by the fault switch of the sandbox.',
        error_url: 'https://stytch.com/docs/b2b/api/errors/503#server_unavailable',
      },
    });
  });

  test('status answers with any body and headers, success too', async () => {
    await fail({
      kind: 'status',
      path,
      status: 200,
      body: { status_code: 500 },
      headers: { a: 'b' },
    });
    const response = await get();
    expect({ status: response.status, a: response.headers.get('a') }).toEqual({
      status: 200,
      a: 'b',
    });
    expect(await response.json()).toEqual({ status_code: 500 });
  });

  test('html answers like a gateway', async () => {
    await fail({ kind: 'html', path, status: 502 });
    expect(await answer()).toEqual({
      status: 502,
      type: 'text/html',
      text: '<html><body><h1>Bad gateway</h1></body></html>',
    });
  });

  test.each([
    { status: 403, contentType: 'text/html', body: '<h1>blocked</h1>' },
    { status: 200, contentType: json, body: '{"connected_apps":null}' },
    { status: 404, contentType: null, body: '' },
  ])('raw answers exactly $body as $contentType', async ({ status, contentType, body }) => {
    await fail({ kind: 'raw', path, status, contentType, body });
    expect(await answer()).toEqual({ status, type: contentType, text: body });
  });

  test.each([
    ['invalid-json', '{"status_code":200,'],
    ['null-body', 'null'],
  ])('%s answers 200 with "%s"', async (kind, text) => {
    await fail({ kind, path });
    expect(await answer()).toEqual({ status: 200, type: json, text });
  });

  test('truncated promises the whole answer and breaks off half way', async () => {
    await fail({ kind: 'truncated', path });
    const response = await get();
    expect(response.status).toBe(200);
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(100);
    await expect(response.text()).rejects.toThrow('terminated');
  });

  test('reset closes the connection without a word', async () => {
    await fail({ kind: 'reset', path });
    await expect(get()).rejects.toThrow('fetch failed');
    expect(await statuses()).toEqual([0]);
  });

  test('hang takes the call and never answers', async () => {
    await fail({ kind: 'hang', path });
    const abort = new AbortController();
    const call = get(apps, abort.signal);
    await expect.poll(statuses).toEqual([0]);
    expect((await answer(policy)).status).toBe(200);
    abort.abort();
    await expect(call).rejects.toThrow('aborted');
  });

  test('drip sends the sound answer byte by byte', async () => {
    await fail({ kind: 'drip', path, bytesPerSecond: 500 });
    const response = await get();
    const chunks: string[] = [];
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) chunks.push(decoder.decode(chunk));
    expect(JSON.parse(chunks.join(''))).toEqual(sound);
    expect(chunks.length).toBeGreaterThan(10);
  });

  test('redirect points elsewhere, 302 unless said otherwise', async () => {
    await fail(
      { kind: 'redirect', path, location: 'http://127.0.0.1:9/', times: 1 },
      { kind: 'redirect', path, location: '/elsewhere', status: 307 },
    );
    const [first, second] = [await get(), await get()];
    expect([first, second].map((one) => [one.status, one.headers.get('location')])).toEqual([
      [302, 'http://127.0.0.1:9/'],
      [307, '/elsewhere'],
    ]);
  });

  test.each(['7', 'Wed, 21 Oct 2026 07:28:00 GMT', '999999', null])(
    'rate-limited says Retry-After: %s',
    async (retryAfter) => {
      await fail({ kind: 'rate-limited', path, retryAfter });
      const response = await get();
      expect(response.headers.get('retry-after')).toBe(retryAfter);
      expect({ status: response.status, body: await response.json() }).toMatchObject({
        status: 429,
        body: { status_code: 429, error_type: 'too_many_requests' },
      });
    },
  );

  test('huge answers with more than anybody asked for', async () => {
    await fail({ kind: 'huge', path, bytes: 3_000_000 });
    expect((await answer()).text.length).toBeGreaterThan(3_000_000);
  });
});

describe('the switch', () => {
  test('hits the routes whose template ends in the path, and others not', async () => {
    await fail({ kind: 'html', path, status: 502 });
    const hit = await answer();
    const spared = await answer(`${apps}/connected-app-test-x`);
    const other = await answer(policy);
    expect([hit, spared, other].map(({ status }) => status)).toEqual([502, 404, 200]);
  });

  test('hits one method, or both', async () => {
    await fail({ kind: 'html', path: '*', status: 502, method: 'POST' });
    expect([(await answer()).status, (await search()).status]).toEqual([200, 502]);
    await fail({ kind: 'html', path: '*', status: 502 });
    expect([(await answer()).status, (await search()).status]).toEqual([502, 502]);
  });

  test('counts down, and the first that can still hit goes first', async () => {
    await fail(
      { kind: 'html', path, status: 500, times: 2 },
      { kind: 'html', path, status: 502, times: 1 },
    );
    await answer();
    expect((await http.control('GET', 'faults')).body).toEqual([
      { kind: 'html', path, status: 500, times: 1 },
      { kind: 'html', path, status: 502, times: 1 },
    ]);
    expect([(await answer()).status, (await answer()).status, (await answer()).status]).toEqual([
      500, 502, 200,
    ]);
    expect((await http.control('GET', 'faults')).body).toEqual([]);
  });

  test('is emptied by DELETE, and replaced as a whole by PUT', async () => {
    await fail({ kind: 'reset', path }, { kind: 'reset', path: 'rbac/policy' });
    await fail({ kind: 'reset', path: 'rbac/policy' });
    expect((await answer()).status).toBe(200);
    expect(await http.control('DELETE', 'faults')).toEqual({ status: 200, body: [] });
    expect((await answer(policy)).status).toBe(200);
  });

  test.each([
    [{ kind: 'earthquake', path }],
    [{ kind: 'latency', path }],
    [{ kind: 'html', path, status: 99 }],
    [{ kind: 'reset', path, when: 'never' }],
    [{ kind: 'reset', path: '' }],
    [{ kind: 'raw', path, status: 403, body: '' }],
    [{ kind: 'edit', path }],
    [{ kind: 'edit', path, set: { '': 1 } }],
    [{ kind: 'cursor', path, cursors: [] }],
    [{ kind: 'cursor', path, cursors: [''], items: 'some' }],
    [{ kind: 'reset', path, times: 0 }],
  ])('refuses %j and keeps what was in force', async (fault) => {
    await fail({ kind: 'null-body', path });
    expect(await fail(fault)).toMatchObject({ status: 422, body: { issues: [{}] } });
    expect((await answer()).text).toBe('null');
  });
});

test("Stytch's package meets the faults as it would meet them at Stytch", async () => {
  const stytch = createClient(sandbox);
  const call = () => stytch.organizations.connectedApps({ organization_id: 'hooli' });
  await fail({ kind: 'rate-limited', path, retryAfter: '7' });
  expect(await refusalOf(call())).toStrictEqual(refusal(429, 'too_many_requests'));
  for (const fault of [{ kind: 'html', status: 502 }, { kind: 'truncated' }, { kind: 'reset' }]) {
    await fail({ path, ...fault });
    await expect(call()).rejects.toBeInstanceOf(RequestError);
  }
});

test('a fault for one id hits calls with it alone', async () => {
  await fail({ kind: 'status', status: 503, path, id: 'hooli' });
  expect((await answer(apps)).status).toBe(503);
  expect((await answer(apps.replace('hooli', 'globex'))).status).toBe(200);
  expect((await answer(apps.replace('hooli', 'hooli-2'))).status).toBe(404);
});
