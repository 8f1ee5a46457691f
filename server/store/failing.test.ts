import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startStack, type Stack } from '../testing/start.ts';
import type { Visitor } from '../testing/visitor.ts';

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

const unavailable = { status: 503, code: 'session-store-unavailable', retryAfter: '5' };
async function verdict(answer: ReturnType<Visitor['get']>) {
  const { status, json, headers } = await answer;
  return { status, code: json.code, retryAfter: headers['retry-after'] };
}

describe('a database that', () => {
  test('cannot be written lets nobody sign in, and gives nobody a cookie for it', async () => {
    expect((await amara.get('/api/connected-apps')).status).toBe(200);
    other.exec('BEGIN IMMEDIATE');
    const visitor = stack.visitor();
    expect(await verdict(visitor.post('/api/sign-in/email', { email }))).toEqual(unavailable);
    expect(visitor.cookies.size).toBe(0);
    // Signed-in people can still read what the record says they looked at.
    expect((await amara.get('/api/connected-apps')).status).toBe(200);
    other.exec('ROLLBACK');
    expect((await visitor.post('/api/sign-in/email', { email })).status).toBe(200);
  });

  test('cannot be read signs nobody out, and lets nobody through', async () => {
    other.exec('ALTER TABLE sessions RENAME TO gone');
    for (const path of ['/api/session', '/api/connected-apps']) {
      expect(await verdict(amara.get(path))).toEqual(unavailable);
    }
    expect(amara.cookies.size).toBe(1);
    const { status, text } = await amara.get('/readyz');
    expect({ status, text }).toEqual({ status: 503, text: 'database degraded' });
    expect((await amara.get('/livez')).status).toBe(200);
    other.exec('ALTER TABLE gone RENAME TO sessions');
    expect((await amara.get('/api/connected-apps')).status).toBe(200);
    expect((await amara.get('/readyz')).status).toBe(200);
  });

  test('holds contents that were swapped makes nobody of both', async () => {
    const tomasz = await stack.signIn('tomasz.nowak@acme-robotics.example');
    other.exec(`
      CREATE TEMP TABLE before AS SELECT * FROM sessions;
      UPDATE sessions SET content =
        (SELECT content FROM before WHERE before.id_hash <> sessions.id_hash)
    `);
    for (const visitor of [amara, tomasz]) {
      expect((await visitor.get('/api/connected-apps')).json.code).toBe('session-expired');
    }
  });
});
