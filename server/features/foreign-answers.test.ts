import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readTruth } from '../testing/grants.ts';
import { readActivity } from '../testing/desk.ts';
import { startStack, type Stack } from '../testing/start.ts';
import type { Visitor } from '../testing/visitor.ts';

const appPath = 'connected_apps/{connected_app_id}';
let stack: Stack;
let amara: Visitor;
let app: string;

beforeAll(async () => {
  stack = await startStack({ env: { REQUESTS_PER_MINUTE: '100000' } });
  amara = await stack.signIn('amara.okafor@acme-robotics.example');
  app = (await readTruth(stack, 'acme-robotics')).appIds[0] ?? '';
});
afterAll(() => stack.close());
afterEach(() => stack.faults());

/** The session is asked about again after this. Time only ever goes on. */
function aMinuteLater() {
  stack.clock.offset += 61_000;
}

const page = (path: string, status: number) => ({
  kind: 'raw',
  path,
  status,
  contentType: 'text/html',
  body: `<h1>blocked</h1>${' '.repeat(8000)}`,
});
const stytchs = (path: string, status: number, words: Record<string, string>) => ({
  kind: 'raw',
  path,
  status,
  contentType: 'application/json',
  body: JSON.stringify({ status_code: status, request_id: 'request-id-test-1', ...words }),
});

/** An error as OAuth names it (https://www.rfc-editor.org/rfc/rfc6749#section-5.2). */
const oauthError = (error: string) => ({ error, error_description: 'x' });
const resetOnce = (path: string) => stack.faults({ kind: 'idle-reset', path, times: 1 });

async function signInCode(code = '000000') {
  const visitor = stack.visitor();
  await visitor.post('/api/sign-in/email', { email: 'noor.haddad@acme-robotics.example' });
  const answer = await visitor.post('/api/sign-in/code', { code });
  return { visitor, answer };
}

// https://github.com/openai/codex/issues/6252, https://github.com/cloudflare/cloudflared/issues/1344
describe("a firewall's page", () => {
  const notStytch = { code: 'upstream-not-stytch', retryable: true };

  test.each([400, 401, 403, 404])(
    'with %i in the place of an app is no verdict on anybody',
    async (status) => {
      await stack.faults(page(appPath, status));
      const { status: shown, json } = await amara.get(`/api/connected-apps/${app}`);
      expect({ shown, json }).toMatchObject({ shown: 502, json: notStytch });
      const { events } = await readActivity(amara, { outcome: 'refused' });
      expect(events).toEqual([]);
    },
  );

  test.each([401, 403, 404])(
    'with %i in the place of a session signs nobody out',
    async (status) => {
      aMinuteLater();
      await stack.faults(page('sessions/authenticate', status));
      for (const path of ['/api/session', '/api/connected-apps']) {
        const answer = await amara.get(path);
        expect(answer).toMatchObject({ status: 502, json: notStytch });
      }
      await stack.faults();
      expect((await amara.get('/api/connected-apps')).status).toBe(200);
    },
  );

  test.each([401, 403, 404])('with %i does not make a right code wrong', async (status) => {
    await stack.faults(page('otps/email/discovery/authenticate', status));
    const { answer } = await signInCode();
    expect(answer).toMatchObject({ status: 502, json: notStytch });
  });

  test('is what the diagnosis could not read, not that nobody uses the app', async () => {
    const { members } = await readTruth(stack, 'acme-robotics');
    const member = members[0]?.memberId ?? '';
    await stack.faults(page('{member_id}/connected_apps', 404), page(appPath, 404));
    const { status, text } = await amara.post('/api/diagnosis', { member, app });
    expect(status).toBe(200);
    expect(text).toContain('upstream-not-stytch');
    expect(text).not.toContain('"problem":"not-found"');
  });
});

// https://github.com/stytchauth/stytch-node/issues/314
describe('an error under its other name', () => {
  test('of wrong credentials is that', async () => {
    await stack.faults(
      stytchs('{organization_id}/connected_apps', 401, oauthError('unauthorized_credentials')),
    );
    const { json } = await amara.get('/api/connected-apps');
    expect(json.code).toBe('upstream-credentials');
    await stack.faults(
      stytchs('otps/email/discovery/authenticate', 401, oauthError('unauthorized_credentials')),
    );
    expect((await signInCode()).answer.json.code).toBe('upstream-credentials');
  });

  test('of a session that is gone ends it', async () => {
    const { visitor } = await signInCode();
    aMinuteLater();
    await stack.faults(stytchs('sessions/authenticate', 404, oauthError('session_not_found')));
    expect((await visitor.get('/api/connected-apps')).json.code).toBe('session-expired');
    expect((await visitor.get('/api/session')).json.state).toBe('signed-out');
  });
});

describe('a failure to sign in is told in its own words', () => {
  const code = 'otps/email/discovery/authenticate';
  const enter = 'discovery/intermediate_sessions/exchange';
  test.each([
    [code, 404, 'otp_code_not_found', 422, 'sign-in-code-wrong'],
    [code, 401, 'unable_to_auth_otp_code', 422, 'sign-in-code-used'],
    [code, 429, 'user_lock_limit_reached', 403, 'member-locked'],
    [code, 429, 'too_many_requests', 503, 'upstream-rate-limited'],
    [code, 400, 'inactive_email', 422, 'sign-in-email-refused'],
    [code, 400, 'invalid_b2b_endpoint', 502, 'upstream-wrong-project'],
    [enter, 403, 'organization_suspended', 403, 'organization-suspended'],
    [enter, 400, 'operation_restricted_by_organization_auth_methods', 403, 'sign-in-other-method'],
    [enter, 400, 'action_not_allowed_email_domain_is_claimed', 403, 'sign-in-not-here'],
    [enter, 404, 'member_not_found', 403, 'sign-in-not-here'],
    [enter, 404, 'intermediate_session_not_found', 401, 'sign-in-expired'],
  ])('%s %i %s', async (path, status, error_type, shown, expected) => {
    await stack.faults(stytchs(path, status, { error_type }));
    const { answer } = await signInCode();
    expect({ status: answer.status, code: answer.json.code }).toEqual({
      status: shown,
      code: expected,
    });
  });

  test.each([
    ['captcha_required', 403, 502, 'upstream-captcha'],
    ['inactive_email', 400, 422, 'sign-in-email-refused'],
  ])('sending a code: %s', async (error_type, status, shown, expected) => {
    await stack.faults(stytchs('otps/email/discovery/send', status, { error_type }));
    const email = 'noor.haddad@acme-robotics.example';
    const answer = await stack.visitor().post('/api/sign-in/email', { email });
    expect({ status: answer.status, code: answer.json.code }).toEqual({
      status: shown,
      code: expected,
    });
  });

  // https://github.com/stytchauth/stytch-python/issues/150
  test.each([
    { delete: ['member_authenticated', 'mfa_required', 'primary_required'] },
    { set: { member_authenticated: null, mfa_required: null, primary_required: null } },
  ])('but no answer that says less of itself than documented is one: %j', async (edits) => {
    await stack.faults({ kind: 'edit', path: enter, ...edits });
    const { answer } = await signInCode();
    expect(answer).toMatchObject({ status: 200, json: { state: 'signed-in' } });
  });

  test('a session that is confirmed without its token, in a time without a zone, goes on', async () => {
    const { visitor } = await signInCode();
    aMinuteLater();
    await stack.faults({
      kind: 'edit',
      path: 'sessions/authenticate',
      delete: ['session_token'],
      set: { 'member_session.expires_at': '2099-01-01 00:00:00' },
    });
    expect((await visitor.get('/api/session')).json.state).toBe('signed-in');
    aMinuteLater();
    expect((await visitor.get('/api/session')).json.state).toBe('signed-in');
  });
});

// https://github.com/nodejs/undici/issues/3492
describe('a connection that was closed while nobody used it', () => {
  test.each<[path: string, ask: () => Promise<{ status: number }>]>([
    [appPath, () => amara.get(`/api/connected-apps/${app}`)],
    ['{organization_id}/connected_apps', () => amara.get('/api/connected-apps')],
    ['members/search', () => amara.post('/api/members/lookup', { ids: [someId()] })],
    ['sessions/authenticate', () => amara.get('/api/session')],
  ])('is nothing that who reads %s sees', async (path, ask) => {
    // Leaves a connection open that is then idle.
    aMinuteLater();
    await amara.get('/api/session');
    aMinuteLater();
    await resetOnce(path);
    expect((await ask()).status).toBe(200);
    expect(await stack.control('GET', 'faults')).toEqual([]);
  });

  test('does not send a code twice', async () => {
    const visitor = stack.visitor();
    await visitor.post('/api/sign-in/email', { email: 'noor.haddad@acme-robotics.example' });
    await resetOnce('otps/email/discovery/authenticate');
    await stack.takeCalls();
    const { json } = await visitor.post('/api/sign-in/code', { code: '000000' });
    expect(json.code).toBe('upstream-truncated');
    const sent = (await stack.takeCalls()).filter(({ path }) => path.endsWith('/authenticate'));
    expect(sent).toHaveLength(1);
  });
});

let asked = 0;
/** The id of nobody that was asked for yet. */
function someId() {
  asked += 1;
  return `member-test-00000000-0000-4000-8000-${String(asked).padStart(12, '0')}`;
}

// https://github.com/directus/directus/issues/1175
test('a server whose clock is nine hours ahead signs in, and names the difference once', async () => {
  const ahead = await startStack();
  try {
    ahead.clock.offset = 9 * 3_600_000;
    const visitor = await ahead.signIn('amara.okafor@acme-robotics.example');
    expect((await visitor.get('/api/session')).json.state).toBe('signed-in');
    expect((await visitor.get('/api/connected-apps')).status).toBe(200);
    const told = ahead.logLines.filter((line) => line.includes('ahead of Stytch'));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/"aheadSeconds":3(239\d|2400|240\d)/);
  } finally {
    await ahead.close();
  }
});
