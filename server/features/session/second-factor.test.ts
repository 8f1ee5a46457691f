import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { activityRoutes } from '#contract/activity-routes.ts';
import { startStack, type Stack } from '../../testing/start.ts';
import type { Answer, Visitor } from '../../testing/visitor.ts';

const yuki = 'yuki.tanaka@globex.example';
const jo = 'jo.lindqvist@northwind-support.example';
const sam = 'sam.rivera@northwind-support.example';
const right = { code: '000000' };
const wrong = { code: '123456' };
let stack: Stack;

beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());
afterEach(async () => {
  stack.clock.offset = 0;
  await stack.faults();
  await stack.control('POST', 'member', { email: yuki, mfaMethods: ['totp', 'sms_otp'] });
});

/** Somebody whose address is proved and whose second factor is not. */
async function halfWay(): Promise<Visitor> {
  const visitor = stack.visitor();
  await visitor.post('/api/sign-in/email', { email: yuki });
  const { json } = await visitor.post('/api/sign-in/code', right);
  expect(json.state).toBe('second-factor');
  return visitor;
}
const prove = (visitor: Visitor, body: object = right) =>
  visitor.post('/api/sign-in/second-factor', body);
const verdict = ({ status, json }: Answer) => ({ status, code: json.code });
const startAgain = { status: 401, code: 'sign-in-expired' };

describe('a second factor', () => {
  test('is asked for by name of the organization, and its code signs in', async () => {
    const visitor = await halfWay();
    const { json: asked } = await visitor.get('/api/session');
    expect(asked).toEqual({
      state: 'second-factor',
      environment: 'sandbox',
      email: yuki,
      organization: { id: expect.any(String), name: 'Globex', slug: 'globex' },
    });
    const { json } = await prove(visitor, { code: ' 000 000 ' });
    expect(json).toMatchObject({ state: 'signed-in', viewer: { email: yuki } });
    expect((await visitor.get('/api/session')).json).toEqual(json);
    expect((await visitor.get('/api/connected-apps')).status).toBe(200);
  });

  test('is asked for after the organization was chosen', async () => {
    const priya = 'priya.raghunathan@consulting.example';
    await stack.control('POST', 'member', { email: priya, mfaMethods: ['totp'] });
    const visitor = stack.visitor();
    await visitor.post('/api/sign-in/email', { email: priya });
    const { json } = await visitor.post('/api/sign-in/code', right);
    const organizationId = json.organizations?.[1]?.id;
    const entered = await visitor.post('/api/sign-in/organization', { organizationId });
    expect(entered.json).toMatchObject({
      state: 'second-factor',
      organization: { id: organizationId, name: 'Globex' },
    });
    // Another one cannot be entered from here.
    const other = { organizationId: json.organizations?.[0]?.id };
    expect(verdict(await visitor.post('/api/sign-in/organization', other))).toEqual(startAgain);
    expect((await prove(visitor)).json).toMatchObject({ organization: { id: organizationId } });
    await stack.control('POST', 'member', { email: priya, mfaMethods: [] });
  });

  test('opens nothing while it is missing, and no step back', async () => {
    const visitor = await halfWay();
    const app = 'connected-app-test-3c1f0b7e-55ad-4f6e-9a52-0e7d2c1b9f10';
    for (const path of ['/api/connected-apps', `/api/connected-apps/${app}`, '/api/overview']) {
      expect(verdict(await visitor.get(path))).toEqual({ status: 401, code: 'session-expired' });
    }
    expect(verdict(await visitor.post('/api/sign-in/code', right))).toEqual(startAgain);
    expect((await visitor.get('/api/session')).json.state).toBe('second-factor');
  });

  test('changes the session id before it and after it', async () => {
    const visitor = stack.visitor();
    await visitor.post('/api/sign-in/email', { email: yuki });
    const ids = [visitor.cookies.get('__Host-Http-sid')];
    await visitor.post('/api/sign-in/code', right);
    const thief = stack.visitor();
    for (const [name, value] of visitor.cookies) thief.cookies.set(name, value);
    ids.push(visitor.cookies.get('__Host-Http-sid'));
    await prove(visitor);
    ids.push(visitor.cookies.get('__Host-Http-sid'));
    expect(new Set(ids).size).toBe(3);
    expect((await thief.get('/api/connected-apps')).status).toBe(401);
    expect(verdict(await prove(thief))).toEqual(startAgain);
  });

  test('counts once: neither its code nor its step can be used again', async () => {
    const visitor = await halfWay();
    await prove(visitor);
    expect(verdict(await prove(visitor))).toEqual(startAgain);
    expect((await visitor.get('/api/session')).json.state).toBe('signed-in');
  });

  test('that is wrong is refused, and after five the sign-in starts again', async () => {
    const visitor = await halfWay();
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect(verdict(await prove(visitor, wrong))).toEqual({
        status: 422,
        code: 'sign-in-code-wrong',
      });
    }
    const { json } = await prove(visitor);
    expect(json).toMatchObject({
      code: 'sign-in-expired',
      detail: 'Too many wrong codes. Start again.',
    });
    expect((await prove(await halfWay())).json.state).toBe('signed-in');
  });

  test('after a wrong one may be right', async () => {
    const visitor = await halfWay();
    await prove(visitor, wrong);
    expect((await prove(visitor)).json.state).toBe('signed-in');
  });

  test('comes too late after ten minutes', async () => {
    const visitor = await halfWay();
    stack.clock.offset += 600_001;
    expect((await visitor.get('/api/session')).json.state).toBe('signed-out');
    expect(verdict(await prove(visitor))).toEqual(startAgain);
  });

  test('of a sign-in that Stytch has forgotten starts it again', async () => {
    const visitor = await halfWay();
    await stack.control('POST', 'reset');
    expect(verdict(await prove(visitor))).toEqual(startAgain);
  });

  test('is not lost to a Stytch that is down for a moment', async () => {
    const visitor = await halfWay();
    await stack.faults({ kind: 'status', status: 503, path: 'totp/authenticate', times: 1 });
    expect((await prove(visitor)).json.code).toBe('upstream-error');
    expect((await prove(visitor)).json.state).toBe('signed-in');
  });

  test('must be six digits', async () => {
    const { status, json } = await prove(await halfWay(), { code: '12345' });
    expect({ status, errors: json['errors'] }).toMatchObject({
      status: 422,
      errors: [{ path: 'code' }],
    });
  });

  test('that is a phone is said plainly, and the visitor may go on with another address', async () => {
    await stack.control('POST', 'member', { email: yuki, mfaMethods: ['sms_otp'] });
    const visitor = stack.visitor();
    await visitor.post('/api/sign-in/email', { email: yuki });
    const answer = await visitor.post('/api/sign-in/code', right);
    expect(verdict(answer)).toEqual({ status: 403, code: 'sign-in-second-factor' });
    expect((await visitor.post('/api/sign-in/email', { email: sam })).status).toBe(200);
  });

  test('is limited over all sign-ins of a member', async () => {
    const limited = await startStack({ env: { SIGN_IN_CODES_PER_HOUR: '2' } });
    const visitor = await limited.signIn(yuki);
    await visitor.post('/api/sign-in/email', { email: yuki });
    await visitor.post('/api/sign-in/code', right);
    expect((await prove(visitor, wrong)).status).toBe(422);
    const { status, headers } = await prove(visitor);
    expect(status).toBe(429);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    await limited.close();
  });

  test('leaves in the record who failed it and who came in', async () => {
    const late = await halfWay();
    stack.clock.offset += 600_001;
    await prove(late);
    stack.clock.offset = 0;
    const visitor = await halfWay();
    await prove(visitor, wrong);
    await prove(visitor);
    const viewer = z.object({ viewer: z.object({ memberId: z.string() }) });
    const { memberId } = viewer.parse((await visitor.get('/api/session')).json).viewer;
    const all = { from: null, to: null, events: [], outcome: null, by: null, caseId: null };
    const about = { actor: memberId, app: null, member: null, text: '', after: null };
    const { json } = await visitor.post('/api/activity', { ...all, ...about });
    const { events } = activityRoutes.activity.response.parse(json);
    const told = events.map(({ event, outcome, reason }) => `${event} ${outcome} ${reason}`);
    expect(told).toEqual(
      expect.arrayContaining([
        'signed-in allowed null',
        'sign-in-failed failed sign-in-code-wrong',
        'sign-in-failed failed sign-in-expired',
      ]),
    );
  });

  test('is in no answer and no line of the log', async () => {
    const [issued, answers] = [await stack.issued(), stack.answers.join('\n')];
    expect(issued.length).toBeGreaterThan(10);
    const said = `${answers}\n${stack.logLines.join('\n')}`;
    expect(issued.filter((token) => said.includes(token))).toEqual([]);
  });
});

const can = async (visitor: Visitor) => (await visitor.get('/api/session')).json['can'];

describe('the support desk', () => {
  test('is open to support with and without a second factor, as long as none is required', async () => {
    for (const email of [jo, sam]) {
      expect(await can(await stack.signIn(email))).toMatchObject({ inspectCustomers: true });
    }
  });

  test('that requires one is open only to who has given it', async () => {
    await stack.restart({ SUPPORT_SECOND_FACTOR: 'required' });
    const [withOne, without] = [await stack.signIn(jo), await stack.signIn(sam)];
    expect(await can(withOne)).toMatchObject({ inspectCustomers: true });
    expect(await can(without)).toMatchObject({ inspectCustomers: false });
    // Stytch says so anew when it confirms the session.
    stack.clock.offset += 61_000;
    expect(await can(withOne)).toMatchObject({ inspectCustomers: true });
    await stack.restart();
  });
});
