import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { activitySchema, type Activity, type ActivityRequest } from '#contract/audit.ts';
import { connectedAppListSchema } from '#contract/connected-apps.ts';
import { describeEachDatabase, environmentOf, type TestDatabase } from '../../testing/databases.ts';
import { customerId, openCase, wholeActivity } from '../../testing/desk.ts';
import { startStack, type Stack } from '../../testing/start.ts';
import type { Visitor } from '../../testing/visitor.ts';

const amaraEmail = 'amara.okafor@acme-robotics.example';
const minute = 60_000;
const peopleSchema = z.object({
  members: z.array(z.object({ memberId: z.string(), name: z.string(), email: z.string() })),
});
const nobody = 'member-test-00000000-0000-4000-8000-000000000000';

async function read(visitor: Visitor, changes: Partial<ActivityRequest> = {}): Promise<Activity> {
  const { status, text } = await visitor.post('/api/activity', { ...wholeActivity, ...changes });
  expect({ status, text: status === 200 ? '' : text }).toEqual({ status: 200, text: '' });
  return z.parse(activitySchema, JSON.parse(text));
}
const lines = ({ events }: Pick<Activity, 'events'>) =>
  events.map(({ event, outcome, reason }) => [event, outcome, reason ?? ''].join(' ').trim());

async function firstApp(visitor: Visitor): Promise<string> {
  const { text } = await visitor.get('/api/connected-apps');
  return z.parse(connectedAppListSchema, JSON.parse(text)).apps[0]?.id ?? '';
}

describeEachDatabase('activity', (create) => {
  let database: TestDatabase;
  let stack: Stack;
  let amara: Visitor;

  beforeEach(async () => {
    database = await create();
    stack = await startStack({ env: environmentOf(database) });
    amara = await stack.signIn(amaraEmail);
  });
  afterEach(async () => {
    await stack.close();
    await database.drop();
  });

  /** Of one reader, what they did besides reading this; newest first. */
  const seen = async (changes: Partial<ActivityRequest> = {}) =>
    lines(await read(amara, changes)).filter((line) => line !== 'activity-viewed allowed');
  test('says who did what, at what, from where, and by which request', async () => {
    const app = await firstApp(amara);
    const answer = await amara.get(`/api/connected-apps/${app}`);
    expect(answer.status).toBe(200);
    const { events, next } = await read(amara);
    const { json } = await amara.get('/api/session');
    const { viewer, organization } = z.parse(
      z.object({
        viewer: z.object({ memberId: z.string() }),
        organization: z.object({ id: z.string() }),
      }),
      json,
    );
    const [newest] = events;
    expect(newest).toMatchObject({
      event: 'app-viewed',
      outcome: 'allowed',
      reason: null,
      actor: { kind: 'member', memberId: viewer.memberId, organizationId: organization.id },
      target: { kind: 'app', id: app },
      upstreamRequestId: null,
    });
    expect(newest?.address).toMatch(/^(?:127\.0\.0\.1|::1)$/);
    expect(stack.logLines.join('')).toContain(`"requestId":"${newest?.requestId ?? '?'}"`);
    expect(next).toBeNull();
    expect(await seen()).toEqual([
      'app-viewed allowed',
      'apps-listed allowed',
      'signed-in allowed',
    ]);
    expect(lines(await read(amara))[0]).toBe('activity-viewed allowed');
  });

  test('has a look at the same thing once in ten minutes of a session', async () => {
    await Promise.all([1, 2, 3].map(() => amara.get('/api/overview')));
    stack.clock.offset = 9 * minute;
    await amara.get('/api/overview');
    expect(await seen({ events: ['overview-viewed'] })).toHaveLength(1);
    stack.clock.offset = 11 * minute;
    await amara.get('/api/overview');
    expect(await seen({ events: ['overview-viewed'] })).toHaveLength(2);
    await (await stack.signIn(amaraEmail)).get('/api/overview');
    expect(await seen({ events: ['overview-viewed'] })).toHaveLength(3);
  });

  test('has every refusal, and every failure once', async () => {
    const tomasz = await stack.signIn('tomasz.nowak@acme-robotics.example');
    expect((await tomasz.get(`/api/members/${nobody}`)).status).toBe(403);
    expect((await tomasz.get(`/api/members/${nobody}`)).status).toBe(403);
    expect((await tomasz.post('/api/grants', { newerThan: null })).status).toBe(403);
    for (let attempt = 0; attempt < 2; attempt += 1) {
      expect((await amara.get(`/api/members/${nobody}`)).status).toBe(404);
    }
    await stack.faults({ path: '/connected_apps', kind: 'status', status: 500, times: 9 });
    const failed = await amara.get('/api/connected-apps');
    expect(failed.status).toBe(502);
    await expect
      .poll(() => seen())
      .toEqual([
        'apps-listed failed upstream-error',
        'member-viewed failed not-found',
        'refused refused not-allowed',
        'member-viewed refused not-allowed',
        'member-viewed refused not-allowed',
        'signed-in allowed',
        'signed-in allowed',
      ]);
    const { events } = await read(amara, { outcome: 'failed' });
    expect(events[0]?.upstreamRequestId).toBe(failed.json['upstream_request_id']);
    expect(events[0]?.upstreamRequestId).not.toBeNull();
    expect(await seen({ member: nobody })).toEqual([
      'member-viewed failed not-found',
      'member-viewed refused not-allowed',
      'member-viewed refused not-allowed',
    ]);
  });

  test('has how sessions begin, and how they end', async () => {
    const tomasz = await stack.signIn('tomasz.nowak@acme-robotics.example');
    await tomasz.post('/api/sign-out');
    const noor = await stack.signIn('noor.haddad@acme-robotics.example');
    await noor.post('/api/sign-in/email', { email: amaraEmail });
    const late = await stack.signIn('tomasz.nowak@acme-robotics.example');
    for (let step = 1; step <= 17; step += 1) {
      stack.clock.offset = step * 29 * minute;
      await late.get('/api/session');
    }
    stack.clock.offset = 0;
    const [reads, asks] = [await stack.signIn(amaraEmail), await stack.signIn(amaraEmail)];
    await stack.control('POST', 'end-sessions');
    expect((await reads.get('/api/connected-apps')).status).toBe(401);
    stack.clock.offset = 2 * minute;
    expect((await asks.get('/api/session')).json.state).toBe('signed-out');
    amara = await stack.signIn(amaraEmail);
    expect(await seen({ events: ['signed-out', 'session-ended'] })).toEqual([
      'session-ended allowed time-limit',
      'session-ended allowed ended-at-stytch',
      'session-ended allowed ended-at-stytch',
      'session-ended allowed signed-in-anew',
      'signed-out allowed',
    ]);
    expect(await seen({ events: ['signed-in'] })).toHaveLength(7);
  });

  test('has who was not let in, if it is known where to', async () => {
    const yuki = stack.visitor();
    const email = 'yuki.tanaka@globex.example';
    await stack.control('POST', 'member', { email, mfaMethods: ['sms_otp'] });
    await yuki.post('/api/sign-in/email', { email });
    expect((await yuki.post('/api/sign-in/code', { code: '123456' })).status).toBe(422);
    expect((await yuki.post('/api/sign-in/code', { code: '000000' })).status).toBe(403);
    const dolores = await stack.signIn('dolores.reyes@globex.example');
    const { events } = await read(dolores);
    expect(lines({ events })).toEqual([
      'signed-in allowed',
      'sign-in-failed failed sign-in-second-factor',
    ]);
    expect(events[1]).toMatchObject({ actor: null, target: null });
    expect(await seen({ events: ['sign-in-failed'] })).toEqual([]);
  });

  test('is searched by the names of people and apps, and by the ticket of a case', async () => {
    const app = await firstApp(amara);
    await amara.get(`/api/connected-apps/${app}`);
    const { apps } = z.parse(
      connectedAppListSchema,
      JSON.parse((await amara.get('/api/connected-apps')).text),
    );
    const kofi = peopleSchema
      .parse(await stack.control('GET', 'grants/acme-robotics'))
      .members.find(({ name }) => name.startsWith('Kofi'));
    await amara.get(`/api/members/${kofi?.memberId ?? ''}`);
    const sam = await stack.signIn('sam.rivera@northwind-support.example');
    const organization = await customerId(sam, 'acme-robotics');
    await openCase(sam, organization, { ticket: 'TICKET-4711' });
    await sam.get(`/api/support/organizations/${organization}/scopes`);

    expect(await seen({ text: 'kofi' })).toEqual(['member-viewed allowed']);
    expect(await seen({ text: 'KOFI' })).toEqual(['member-viewed allowed']);
    expect(await seen({ text: kofi?.email ?? '' })).toEqual(['member-viewed allowed']);
    // An app's name is known once what was read is written down, for which nobody waits.
    await expect
      .poll(() => seen({ text: apps[0]?.name ?? '' }), { timeout: 60_000, interval: 100 })
      .toEqual(['app-viewed allowed']);
    expect(await seen({ text: 'amara okafor' })).toContain('signed-in allowed');
    expect(await seen({ text: 'ticket-4711' })).toEqual([
      'scopes-viewed allowed',
      expect.stringMatching(/^case-opened allowed/),
    ]);
    expect(await seen({ text: 'nobody of this name' })).toEqual([]);
    // Whose addresses are masked cannot be found by them.
    const ofSupport = await sam.post(`/api/support/organizations/${organization}/activity`, {
      ...wholeActivity,
      text: kofi?.email ?? '',
    });
    expect(JSON.parse(ofSupport.text)).toMatchObject({ events: [], searchedNames: true });
  });

  test('says that names could not be searched, and searches all else', async () => {
    await amara.get('/api/members');
    stack.clock.offset += 61_000;
    await stack.faults({ kind: 'html', status: 503, path: 'members/search' });
    const { events, searchedNames } = await read(amara, { text: 'members-nobody' });
    expect({ events, searchedNames }).toEqual({ events: [], searchedNames: false });
  });

  test('shows nobody what happened in another organization, whatever they ask', async () => {
    const app = await firstApp(amara);
    await amara.get(`/api/connected-apps/${app}`);
    const { events } = await read(amara);
    const [newest] = events;
    const ines = await stack.signIn('ines.laurent@initech-global.example');
    const own = (await read(ines)).events;
    expect(own.map(({ event }) => event)).toEqual(['signed-in']);
    for (const changes of [
      { app },
      { actor: newest?.actor?.memberId ?? '' },
      { text: newest?.requestId ?? '' },
      { after: { at: (newest?.at ?? 0) + 1, seq: (newest?.seq ?? 0) + 1 } },
    ]) {
      const found = (await read(ines, changes)).events;
      const foreign = found.filter(({ actor }) => actor?.memberId !== own[0]?.actor?.memberId);
      expect(foreign).toEqual([]);
    }
    // A foreign member whom they ask for is in their record, not in the other's.
    const member = newest?.actor?.memberId ?? '';
    expect((await ines.get(`/api/members/${member}`)).status).toBe(404);
    await expect
      .poll(async () => lines(await read(ines, { member })))
      .toContain('member-viewed failed not-found');
    expect(await seen({ member })).toEqual([]);
  });

  test('holds no name and no email address', async () => {
    await amara.get('/api/members');
    await amara.get(`/api/members/${encodeURIComponent(amaraEmail)}`);
    await amara.get(`/api/scopes/${encodeURIComponent(amaraEmail)}`);
    await expect.poll(() => seen({ outcome: 'failed' })).not.toEqual([]);
    const { text } = await amara.post('/api/activity', wholeActivity);
    expect(text).not.toMatch(/@|amara|okafor/i);
  });

  test('comes by the hundred, and goes on where it stopped', async () => {
    const tomasz = await stack.signIn('tomasz.nowak@acme-robotics.example');
    for (let refused = 0; refused < 120; refused += 1) await tomasz.get('/api/scopes');
    const asked = { outcome: 'refused' } as const;
    await expect.poll(async () => (await read(amara, asked)).next).not.toBeNull();
    const first = await read(amara, asked);
    expect(first.events).toHaveLength(100);
    await expect
      .poll(async () => (await read(amara, { ...asked, after: first.next })).events.length)
      .toBe(20);
    const second = await read(amara, { ...asked, after: first.next });
    expect(second.next).toBeNull();
    const seqs = [...first.events, ...second.events].map(({ seq }) => seq);
    expect(new Set(seqs).size).toBe(120);
    expect(seqs).toEqual(seqs.toSorted((a, b) => b - a));
  });
});
