import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { NewAuditEvent } from '../store/audit-chain.ts';
import { createRecorder, type AuditEntry, type Recorder } from './recorder.ts';
import { createRouteRecorder, type AuditedCall } from './routes.ts';

const from = { requestId: 'request-1', clientAddress: '192.0.2.1', sessionId: 'one' };
const actor = { kind: 'member', memberId: 'member-1', organizationId: 'organization-1' } as const;
const entry: AuditEntry = {
  event: 'signed-in',
  outcome: 'allowed',
  organizationId: 'organization-1',
  actor,
  from,
};
const app = 'connected-app-test-3c1f0b7e-55ad-4f6e-9a52-0e7d2c1b9f10';
const call: AuditedCall = {
  audit: { event: 'app-viewed', about: ['app'] },
  organizationId: 'organization-1',
  actor,
  caseId: null,
  from,
  params: { app },
  body: null,
};

/** A recorder over a database that may be down, with what it wrote and lost. */
function recorderOver(database: { isDown: boolean }) {
  const batches: NewAuditEvent[][] = [];
  const lost: NewAuditEvent[] = [];
  const clock = { now: 1000 };
  const recorder = createRecorder({
    async append(events) {
      await nextTurn();
      if (database.isDown) throw new Error('down');
      batches.push([...events]);
    },
    onLost: (event) => void lost.push(event),
    now: () => clock.now,
  });
  const routes = createRouteRecorder(recorder, () => clock.now);
  const written = () => batches.flat().map(({ event, outcome }) => `${event} ${outcome}`);
  return { recorder, routes, batches, lost, clock, written };
}

const fail = (recorder: Recorder) =>
  recorder.record(entry).then(
    () => null,
    (error: unknown) => error,
  );

test('events that come at once are written in one transaction, in their order', async () => {
  const { recorder, batches } = recorderOver({ isDown: false });
  const events = ['signed-in', 'app-viewed', 'signed-out'] as const;
  await Promise.all(events.map((event) => recorder.record({ ...entry, event })));
  expect(batches.map((batch) => batch.map(({ event }) => event))).toEqual([[...events]]);
});

test('no more than a hundred are written in one', async () => {
  const { recorder, batches } = recorderOver({ isDown: false });
  await Promise.all(Array.from({ length: 250 }, () => recorder.record(entry)));
  expect(batches.map(({ length }) => length)).toEqual([100, 100, 50]);
});

test('a database that is down is said so, and what was only noted is not lost without a word', async () => {
  const database = { isDown: true };
  const { recorder, lost, written } = recorderOver(database);
  expect(await fail(recorder)).toMatchObject({ code: 'audit-unavailable', retryAfterSeconds: 2 });
  recorder.note({ ...entry, event: 'signed-out' });
  expect(lost).toEqual([]);
  await recorder.settle();
  await nextTurn();
  expect(lost.map(({ event }) => event)).toEqual(['signed-out']);
  database.isDown = false;
  await recorder.record(entry);
  expect(written()).toEqual(['signed-in allowed']);
});

test('what waits is bounded', async () => {
  const { recorder, lost } = recorderOver({ isDown: false });
  for (let index = 0; index < 10_050; index += 1) recorder.note(entry);
  await recorder.settle();
  expect(lost).toHaveLength(50);
});

test('the same read of a session is written once in ten minutes, and at once for those who wait', async () => {
  const { routes, batches, clock, written } = recorderOver({ isDown: false });
  await Promise.all([routes.allowed(call), routes.allowed(call)]);
  clock.now += 599_000;
  await routes.allowed(call);
  expect(written()).toEqual(['app-viewed allowed']);
  await routes.allowed({ ...call, from: { ...from, sessionId: 'two' } });
  await routes.allowed({ ...call, params: { app: app.replace('3c', '4d') } });
  await routes.allowed({ ...call, audit: { event: 'changes-viewed', about: ['app'] } });
  expect(written()).toHaveLength(4);
  clock.now += 1000;
  await routes.allowed(call);
  expect(written()).toHaveLength(5);
  expect(batches[0]?.[0]).toMatchObject({ target_kind: 'app', target_id: app });
});

test('a read that could not be written is not taken for a written one', async () => {
  const database = { isDown: true };
  const { routes, written } = recorderOver(database);
  await expect(routes.allowed(call)).rejects.toMatchObject({ code: 'audit-unavailable' });
  database.isDown = false;
  await routes.allowed(call);
  expect(written()).toEqual(['app-viewed allowed']);
});

test('refusals are written each time, other failures once, and nobody waits for either', async () => {
  const { recorder, routes, written } = recorderOver({ isDown: false });
  for (const code of ['not-allowed', 'not-found', 'audit-unavailable'] as const) {
    routes.failed(call, code, null);
    routes.failed(call, code, null);
  }
  expect(written()).toEqual([]);
  await recorder.settle();
  expect(written()).toEqual(['app-viewed refused', 'app-viewed refused', 'app-viewed failed']);
});

test('a route that leaves no event leaves its refusals all the same', async () => {
  const { recorder, routes, written } = recorderOver({ isDown: false });
  const quiet = { ...call, audit: { unrecorded: 'progress only' } };
  await routes.allowed(quiet);
  routes.failed(quiet, 'not-found', null);
  routes.failed(quiet, 'not-allowed', null);
  await recorder.settle();
  expect(written()).toEqual(['refused refused']);
});

test('whatever support does is written each time', async () => {
  const { recorder, routes, written } = recorderOver({ isDown: false });
  const support = { ...call, actor: { ...actor, kind: 'support' } } as const;
  await routes.allowed(support);
  await routes.allowed(support);
  routes.failed(support, 'not-found', null);
  routes.failed(support, 'not-found', null);
  await recorder.settle();
  expect(written()).toEqual([
    'app-viewed allowed',
    'app-viewed allowed',
    'app-viewed failed',
    'app-viewed failed',
  ]);
});

test('what somebody typed in the place of an id is not written down', async () => {
  const { recorder, routes, batches } = recorderOver({ isDown: false });
  routes.failed({ ...call, params: { app: 'jane@acme.example' } }, 'not-allowed', null);
  const about = { event: 'scope-viewed', about: ['scope'] } as const;
  const ofScope = { ...call, audit: about, params: { scope: 'jane@acme.example' } };
  routes.failed(ofScope, 'not-found', null);
  await recorder.settle();
  expect(batches.flat().map(({ target_id: id }) => id)).toEqual([null, null]);
  await routes.allowed({ ...ofScope, params: { scope: 'documents:write' } });
  expect(batches.flat().at(-1)?.target_id).toBe('documents:write');
});
