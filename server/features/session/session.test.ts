import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startStack, type Stack } from '../../testing/start.ts';

const amara = 'amara.okafor@acme-robotics.example';
let stack: Stack;

beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());
afterEach(async () => {
  stack.clock.offset = 0;
  await stack.faults();
});

const over = (ended: string | null) => ({ state: 'signed-out', environment: 'sandbox', ended });

describe('signing in', () => {
  test('a new visitor is signed out and gets no cookie', async () => {
    const visitor = stack.visitor();
    const { status, json, headers } = await visitor.get('/api/session');
    expect({ status, json }).toEqual({
      status: 200,
      json: { state: 'signed-out', environment: 'sandbox', ended: null },
    });
    expect(headers['set-cookie']).toBeUndefined();
  });

  test('an address and its code sign an admin in, with what they may do', async () => {
    const visitor = stack.visitor();
    const sent = await visitor.post('/api/sign-in/email', { email: ` ${amara.toUpperCase()} ` });
    expect(sent.json).toMatchObject({ state: 'enter-code', email: amara });
    const { json } = await visitor.post('/api/sign-in/code', { code: '000 000' });
    expect(json).toMatchObject({
      state: 'signed-in',
      viewer: { name: 'Amara Okafor', email: amara },
      organization: { name: 'Acme Robotics' },
      can: { readConnectedApps: true, readMembers: true, revoke: true },
    });
    expect((await visitor.get('/api/session')).json).toEqual(json);
  });

  test('the cookie is bound to the host, secure, out of reach of scripts and strict', async () => {
    const visitor = stack.visitor();
    const { headers } = await visitor.post('/api/sign-in/email', { email: amara });
    expect(headers['set-cookie']).toMatch(
      /^__Host-Http-sid=[^;]{43,}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
  });

  test('signing in changes the session id, and the old one is nobody', async () => {
    const visitor = stack.visitor();
    await visitor.post('/api/sign-in/email', { email: amara });
    const before = new Map(visitor.cookies);
    await visitor.post('/api/sign-in/code', { code: '000000' });
    expect(visitor.cookies.get('__Host-Http-sid')).not.toBe(before.get('__Host-Http-sid'));
    const thief = stack.visitor();
    for (const [name, value] of before) thief.cookies.set(name, value);
    expect((await thief.get('/api/connected-apps')).status).toBe(401);
  });

  test('a wrong code is refused, counts, and after five a new one must be asked for', async () => {
    const visitor = stack.visitor();
    await visitor.post('/api/sign-in/email', { email: amara });
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const { status, json } = await visitor.post('/api/sign-in/code', { code: '123456' });
      expect({ status, code: json.code }).toEqual({ status: 422, code: 'sign-in-code-wrong' });
    }
    const { json } = await visitor.post('/api/sign-in/code', { code: '000000' });
    expect(json.code).toBe('sign-in-expired');
  });

  test('several organizations are offered, and only an offered one can be entered', async () => {
    const visitor = stack.visitor();
    await visitor.post('/api/sign-in/email', { email: 'priya.raghunathan@consulting.example' });
    const { json } = await visitor.post('/api/sign-in/code', { code: '000000' });
    expect(json.organizations?.map(({ name }) => name)).toEqual([
      'Acme Robotics',
      'Globex',
      'Initech Global',
    ]);
    const foreign = await visitor.post('/api/sign-in/organization', {
      organizationId: 'organization-test-00000000-0000-4000-8000-000000000000',
    });
    expect(foreign.status).toBe(404);
    const chosen = json.organizations?.[1]?.id;
    const entered = await visitor.post('/api/sign-in/organization', { organizationId: chosen });
    expect(entered.json).toMatchObject({ state: 'signed-in', organization: { name: 'Globex' } });
  });

  test('an unknown address is answered like a known one, and leads to no organization', async () => {
    const [stranger, known] = [stack.visitor(), stack.visitor()];
    const unknown = await stranger.post('/api/sign-in/email', {
      email: 'nobody@elsewhere.example',
    });
    const expected = await known.post('/api/sign-in/email', { email: amara });
    expect(Object.keys(unknown.json)).toEqual(Object.keys(expected.json));
    const { json } = await stranger.post('/api/sign-in/code', { code: '000000' });
    expect(json).toMatchObject({ state: 'choose-organization', organizations: [] });
  });

  test.each([
    ['/api/sign-in/code', { code: '000000' }],
    ['/api/sign-in/organization', { organizationId: 'x' }],
    ['/api/sign-in/second-factor', { code: '000000' }],
  ])('%s is refused outside of a sign-in', async (path, body) => {
    expect((await stack.visitor().post(path, body)).json.code).toBe('sign-in-expired');
  });

  test('a body that is not the contract names the field and changes nothing', async () => {
    const visitor = stack.visitor();
    const { status, json } = await visitor.post('/api/sign-in/email', { email: 'no address' });
    expect({ status, code: json.code }).toEqual({ status: 422, code: 'invalid-request' });
    expect(json['errors']).toMatchObject([{ path: 'email' }]);
    expect(visitor.cookies.size).toBe(0);
  });

  test('codes for one address are limited', async () => {
    const limited = await startStack({ env: { SIGN_IN_CODES_PER_HOUR: '2' } });
    const visitor = limited.visitor();
    await visitor.post('/api/sign-in/email', { email: amara });
    await visitor.post('/api/sign-in/email', { email: amara });
    const { status, headers } = await visitor.post('/api/sign-in/email', { email: amara });
    expect(status).toBe(429);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    await limited.close();
  });
});

describe('a session', () => {
  test('is sealed in the database: no token, address or name can be read there', async () => {
    await stack.signIn(amara);
    const raw = ['grantscope.db', 'grantscope.db-wal']
      .map((file) => readFileSync(join(stack.dataDir, file)).toString('latin1'))
      .join('');
    const issued = await stack.control('GET', 'issued');
    const canaries = [amara, 'Amara Okafor', ...(Array.isArray(issued) ? issued.map(String) : [])];
    expect(canaries.length).toBeGreaterThan(4);
    expect(canaries.filter((canary) => raw.includes(canary))).toEqual([]);
  });

  test('survives a restart', async () => {
    const admin = await stack.signIn(amara);
    await stack.restart();
    expect((await admin.get('/api/session')).json.state).toBe('signed-in');
  });

  test('survives a new secret while the old one is still listed, and not longer', async () => {
    const admin = await stack.signIn(amara);
    const old = 'a secret of tests that is long enough';
    const fresh = 'another secret of tests that is long enough';
    await stack.restart({ SESSION_SECRET: `${fresh},${old}` });
    expect((await admin.get('/api/session')).json.state).toBe('signed-in');
    await stack.restart({ SESSION_SECRET: fresh });
    expect((await admin.get('/api/session')).json.state).toBe('signed-out');
    await stack.restart();
  });

  test('ends after half an hour without a request, and not while it is used', async () => {
    const admin = await stack.signIn(amara);
    stack.clock.offset += 29 * 60_000;
    expect((await admin.get('/api/session')).json.state).toBe('signed-in');
    stack.clock.offset += 29 * 60_000;
    expect((await admin.get('/api/session')).json.state).toBe('signed-in');
    stack.clock.offset += 31 * 60_000;
    expect((await admin.get('/api/connected-apps')).json.code).toBe('session-expired');
    expect((await admin.get('/api/session')).json).toEqual(over('idle'));
  });

  test('ends eight hours after it began, however much it is used', async () => {
    const admin = await stack.signIn(amara);
    for (let step = 0; step < 23; step += 1) {
      stack.clock.offset += 20 * 60_000;
      expect((await admin.get('/api/session')).json.state).toBe('signed-in');
    }
    stack.clock.offset += 21 * 60_000;
    expect((await admin.get('/api/connected-apps')).json.code).toBe('session-expired');
    expect((await admin.get('/api/session')).json).toEqual(over('time-limit'));
  });

  test('that Stytch has ended is over within a minute', async () => {
    const admin = await stack.signIn(amara);
    await stack.control('POST', 'end-sessions');
    stack.clock.offset += 61_000;
    const { status, json } = await admin.get('/api/session');
    expect({ status, json }).toEqual({ status: 200, json: over('ended-at-stytch') });
    expect((await admin.get('/api/connected-apps')).status).toBe(401);
  });

  test('that Stytch refuses in the middle of a view is dropped here too', async () => {
    const admin = await stack.signIn(amara);
    await stack.control('POST', 'end-sessions');
    const { status, json } = await admin.get('/api/connected-apps');
    expect({ status, code: json.code }).toEqual({ status: 401, code: 'session-expired' });
    expect((await admin.get('/api/session')).json).toEqual(over('ended-at-stytch'));
    // Whoever signs in again is told no more.
    await admin.post('/api/sign-in/email', { email: amara });
    await admin.post('/api/sign-in/code', { code: '000000' });
    expect((await admin.post('/api/sign-out')).json).toEqual(over(null));
    expect(admin.cookies.size).toBe(0);
    expect((await admin.get('/api/session')).json).toEqual(over(null));
  });

  test('loses a permission within a minute of losing the role', async () => {
    const email = 'noor.haddad@acme-robotics.example';
    const reader = await stack.signIn(email);
    expect((await reader.get('/api/connected-apps')).status).toBe(200);
    await stack.control('POST', 'member', { email, roles: [] });
    stack.clock.offset += 61_000;
    const { status, json } = await reader.get('/api/connected-apps');
    expect({ status, needs: json['needs'] }).toEqual({
      status: 403,
      needs: { resource: 'stytch.member', action: 'get.connected-apps' },
    });
    await stack.control('POST', 'member', { email, roles: ['consent_reader'] });
  });

  test('is kept while Stytch is down', async () => {
    const admin = await stack.signIn(amara);
    await stack.faults({ kind: 'status', status: 500, path: '*' });
    stack.clock.offset += 61_000;
    expect((await admin.get('/api/session')).json.code).toBe('upstream-error');
    await stack.control('DELETE', 'faults');
    expect((await admin.get('/api/session')).json.state).toBe('signed-in');
  });

  test('confirmed by many requests at once is one upstream call', async () => {
    const admin = await stack.signIn(amara);
    stack.clock.offset += 61_000;
    await stack.control('DELETE', 'calls');
    await Promise.all(Array.from({ length: 8 }, () => admin.get('/api/session')));
    const calls = JSON.stringify(await stack.control('GET', 'calls'));
    expect(calls.match(/sessions\/authenticate/g)?.length).toBe(1);
  });
});

describe('signing out', () => {
  test('ends the session here and at Stytch and clears the browser', async () => {
    const admin = await stack.signIn(amara);
    const cookies = new Map(admin.cookies);
    await stack.control('DELETE', 'calls');
    const { json, headers } = await admin.post('/api/sign-out');
    expect(json.state).toBe('signed-out');
    expect(headers['clear-site-data']).toBe('"cache", "storage"');
    for (const [name, value] of cookies) admin.cookies.set(name, value);
    expect((await admin.get('/api/connected-apps')).status).toBe(401);
    await expect
      .poll(async () => JSON.stringify(await stack.control('GET', 'calls')))
      .toContain('/v1/b2b/sessions/revoke');
  });

  test('works twice, and while Stytch is down', async () => {
    const admin = await stack.signIn(amara);
    await stack.faults({ kind: 'reset', path: '*' });
    expect((await admin.post('/api/sign-out')).status).toBe(200);
    expect((await admin.post('/api/sign-out')).status).toBe(200);
  });

  test('cannot be undone by a request that was already under way', async () => {
    const admin = await stack.signIn(amara);
    const cookies = new Map(admin.cookies);
    stack.clock.offset += 61_000;
    const path = 'sessions/authenticate';
    await stack.faults({ kind: 'latency', ms: 300, path, times: 1 });
    const slow = admin.get('/api/session');
    await expect.poll(async () => JSON.stringify(await stack.control('GET', 'faults'))).toBe('[]');
    await admin.post('/api/sign-out');
    await slow;
    for (const [name, value] of cookies) admin.cookies.set(name, value);
    expect((await admin.get('/api/connected-apps')).status).toBe(401);
  });
});
