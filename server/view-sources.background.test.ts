import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod/mini';
import { sessionSchema } from '#contract/session.ts';
import { createScopeClassifier } from './scopes/classifier.ts';
import { openStore, type Store } from './store/database.ts';
import { createLeases } from './store/leases.ts';
import { createObservations } from './store/observations.ts';
import { organizationsDue } from './store/organizations.ts';
import { createStytch, type Stytch } from './stytch/client.ts';
import { readTruth } from './testing/grants.ts';
import { startStack, type Stack } from './testing/start.ts';
import { createResponseReader, type ResponseReader } from './live/response-reader.ts';
import { createBackgroundReader } from './graph/background-reader.ts';
import { createGrantObserver, type GrantObserver } from './observations/observer.ts';
import { createViewSources } from './view-sources.ts';

const worker = new URL('./testing/worker.mjs', import.meta.url);
const minute = 60_000;
let stack: Stack;
let organizationId: string;
let clock: number;
let stytch: Stytch;
let store: Store;
let observer: GrantObserver;
let answers: ResponseReader;
let failures: unknown[];

beforeEach(async () => {
  stack = await startStack();
  const amara = await stack.signIn('amara.okafor@acme-robotics.example');
  const session = z.parse(sessionSchema, JSON.parse((await amara.get('/api/session')).text));
  organizationId = session.state === 'signed-in' ? session.organization.id : '';
  failures = [];
  const note = (error: unknown) => void failures.push(error);
  const location = {
    dataDir: mkdtempSync(join(tmpdir(), 'grantscope-background-')),
    databaseUrl: null,
  };
  const { origin: baseUrl, projectId, secret } = stack.sandbox;
  stytch = createStytch({ baseUrl, projectId, secret });
  store = await openStore(location);
  observer = createGrantObserver(worker, location, note);
  answers = createResponseReader(worker, createScopeClassifier(), note);
  clock = Date.parse('2026-11-26T10:00:00Z');
  // Somebody has looked at the organization once.
  await createObservations(store).recordAppList(organizationId, clock, []);
  await stack.takeCalls();
});
afterEach(async () => {
  await Promise.all([stytch.close(), observer.close(), answers.close()]);
  await store.destroy();
  await stack.close();
});

const now = () => clock;

function instance(holder: string) {
  const classifier = createScopeClassifier();
  const observations = createObservations(store);
  const parts = { classifier, stytch, reader: answers, observer, observations, now };
  return createBackgroundReader({
    sources: createViewSources(parts, (error) => void failures.push(error)),
    leases: createLeases(store),
    due: (before) => organizationsDue(store, before),
    everyMs: 30 * minute,
    holder,
    now,
    onFailure: (_organization, error) => void failures.push(error),
  });
}

test('an organization is read when it is due, once, whatever the number of instances', async () => {
  const { appIds } = await readTruth(stack, 'acme-robotics');
  const [one, two] = [instance('one'), instance('two')];
  clock += 30 * minute - 1;
  await one.readDue();
  expect(await stack.takeCalls()).toEqual([]);
  clock += 1;
  await Promise.all([one.readDue(), two.readDue()]);
  await observer.settled();
  const calls = await stack.takeCalls();
  expect(calls).toHaveLength(1 + appIds.length);
  // Nobody asked, so nobody's session is used.
  expect(calls.flatMap(({ headers }) => headers)).not.toContain('x-stytch-member-session');
  const { apps } = await createObservations(store).appsSeen(organizationId);
  expect(apps.map(({ id }) => id)).toEqual(appIds.toSorted());
  await two.readDue();
  expect(await stack.takeCalls()).toEqual([]);
  expect(failures).toEqual([]);
});

test('one that cannot be read is left for ten minutes, and the others are read', async () => {
  const reader = instance('one');
  clock += 30 * minute;
  await stack.faults({
    kind: 'status',
    status: 401,
    errorType: 'unauthorized_credentials',
    path: 'connected_apps',
  });
  await reader.readDue();
  expect(failures).toMatchObject([{ kind: 'credentials' }]);
  await stack.faults();
  await stack.takeCalls();
  clock += 10 * minute - 1;
  await instance('two').readDue();
  expect(await stack.takeCalls()).toEqual([]);
  clock += 1;
  await instance('two').readDue();
  expect((await stack.takeCalls()).length).toBeGreaterThan(1);
});

test('a stop breaks off what is being read', async () => {
  const reader = instance('one');
  clock += 30 * minute;
  await stack.faults({ kind: 'hang', path: '/connected_apps/{connected_app_id}' });
  const reading = reader.readDue();
  await expect.poll(async () => (await stack.takeCalls()).length).toBeGreaterThan(0);
  await reader.stop();
  await reading;
  expect(failures).toEqual([]);
});
