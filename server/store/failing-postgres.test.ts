import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  createSchema,
  describePostgres,
  onPostgres,
  type TestDatabase,
} from '../testing/databases.ts';
import { startRelay, type Relay } from '../testing/relay.ts';
import { startStack, type Stack } from '../testing/start.ts';
import type { Visitor } from '../testing/visitor.ts';

const email = 'amara.okafor@acme-robotics.example';
const unavailable = { status: 503, code: 'session-store-unavailable', retryAfter: '5' };

async function verdict(answer: ReturnType<Visitor['get']>) {
  const { status, json, headers } = await answer;
  return { status, code: json.code, retryAfter: headers['retry-after'] };
}

describePostgres('a server whose PostgreSQL', () => {
  let database: TestDatabase;
  let relay: Relay;
  let stack: Stack;
  let amara: Visitor;

  beforeEach(async () => {
    database = await createSchema();
    relay = await startRelay(database.location.databaseUrl ?? '');
    stack = await startStack({ env: { DATABASE_URL: relay.url } });
    amara = await stack.signIn(email);
  });
  afterEach(async () => {
    await stack.close();
    await relay.close();
    await database.drop();
  });

  const isServed = async () => (await amara.get('/api/connected-apps')).status === 200;

  test('keeps the sessions signs nobody out by a restart', async () => {
    const rows = await onPostgres(database.location.databaseUrl ?? '', 'select * from sessions');
    expect(rows).toHaveLength(1);
    await stack.restart();
    expect(await isServed()).toBe(true);
  });

  test('goes away answers 503 and signs nobody out, and goes on by itself when it is back', async () => {
    relay.become('closed');
    for (const path of ['/api/session', '/api/connected-apps']) {
      expect(await verdict(amara.get(path))).toEqual(unavailable);
    }
    const visitor = stack.visitor();
    expect(await verdict(visitor.post('/api/sign-in/email', { email }))).toEqual(unavailable);
    expect([visitor.cookies.size, amara.cookies.size]).toEqual([0, 1]);
    const { status, text } = await amara.get('/readyz');
    expect({ status, text }).toEqual({ status: 503, text: 'database degraded' });
    expect((await amara.get('/livez')).status).toBe(200);
    relay.become('open');
    expect(await isServed()).toBe(true);
    expect((await amara.get('/readyz')).status).toBe(200);
  });

  test('ends every connection while nobody asks serves on within five seconds', async () => {
    const ended = await onPostgres(
      database.location.databaseUrl ?? '',
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = current_schema() and pid <> pg_backend_pid()`,
    );
    expect(ended.length).toBeGreaterThan(0);
    // The server may notice only after the next request, which is then told to retry.
    await expect.poll(isServed, { timeout: 5000 }).toBe(true);
    expect(amara.cookies.size).toBe(1);
  });

  test('says nothing any more answers 503 in seconds, and uses none of those connections again', async () => {
    relay.become('silent');
    const asked = Date.now();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => verdict(amara.get('/api/session'))),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
    expect(Date.now() - asked).toBeLessThan(8000);
    relay.become('open');
    expect(await isServed()).toBe(true);
  });

  test('has a password never shows it in the log', async () => {
    const { password } = new URL(relay.url);
    relay.become('closed');
    await amara.get('/api/session');
    expect(stack.logLines.join('')).toContain('session-store-unavailable');
    expect(password).not.toBe('');
    expect(stack.logLines.join('')).not.toContain(password);
  });
});
