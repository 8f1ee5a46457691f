import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startStack, type Stack } from '../testing/start.ts';
import type { Visitor } from '../testing/visitor.ts';

const counts = z.array(z.object({ done: z.number() }));

const email = 'amara.okafor@acme-robotics.example';
let stack: Stack;
let amara: Visitor;
/** Another process that has the database open. */
let other: Database.Database;

beforeEach(async () => {
  stack = await startStack();
  amara = await stack.signIn(email);
  other = new Database(join(stack.dataDir, 'grantscope.db'));
});
afterEach(async () => {
  other.close();
  await stack.close();
});

const lock = () => other.exec('begin immediate; update audit_head set seq = seq');
const signInStatus = async () =>
  (await stack.visitor().post('/api/sign-in/email', { email })).status;
/** Counts turns of the event loop that are at least a millisecond apart. */
function countTurns() {
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  return () => {
    clearInterval(timer);
    return turns;
  };
}

describe('the lock of the embedded database that somebody else holds', () => {
  test('is waited for', async () => {
    lock();
    const signingIn = signInStatus();
    // Requests that write nothing get a response meanwhile.
    for (let time = 0; time < 3; time += 1) expect((await amara.get('/livez')).status).toBe(200);
    expect((await amara.get('/api/session')).status).toBe(200);
    other.exec('commit');
    expect(await signingIn).toBe(200);
  });

  test('for too long costs one 503 while nothing stands still, and nothing once it is free', async () => {
    lock();
    const turns = countTurns();
    const answers = await Promise.all([signInStatus(), signInStatus(), amara.get('/readyz')]);
    // A process that waits inside SQLite has two or three.
    expect(turns()).toBeGreaterThan(30);
    expect(answers.slice(0, 2)).toEqual([503, 503]);
    expect(answers[2]).toMatchObject({ status: 503, text: 'database degraded' });
    other.exec('commit');
    for (let time = 0; time < 3; time += 1) {
      // A connection that still reads an old state could not write after this.
      other.exec('update audit_head set seq = seq');
      const visitor = await stack.signIn(email);
      expect((await visitor.get('/api/connected-apps')).status).toBe(200);
    }
    expect((await amara.get('/readyz')).status).toBe(200);
  });
});

test('while an app of 100,000 members is recorded for the first time everybody signs in', async () => {
  const ines = await stack.signIn('ines.laurent@initech-global.example');
  const { json } = await ines.get('/api/connected-apps');
  const { apps } = z.object({ apps: z.array(z.object({ id: z.string() })) }).parse(json);
  for (const { id } of apps) {
    expect((await ines.get(`/api/connected-apps/${id}`)).status).toBe(200);
  }
  const read = other.prepare("select count(*) as done from app_changes where kind = 'first-read'");
  const isRecorded = () => counts.parse(read.all([]))[0]?.done === apps.length;
  let signedIn = 0;
  do {
    expect((await stack.visitor().post('/api/sign-in/email', { email })).status).toBe(200);
    signedIn += 1;
  } while (!isRecorded());
  expect(signedIn).toBeGreaterThan(0);
}, 180_000);
