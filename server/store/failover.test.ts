import { expect, test } from 'vitest';
import { onPostgres } from '../testing/databases.ts';
import { startRelay } from '../testing/relay.ts';
import { startStack } from '../testing/start.ts';
import { startPostgres } from '../testing/throwaway-postgres.ts';
import { migrateStore } from './database.ts';

const email = 'amara.okafor@acme-robotics.example';
const first = await startPostgres();
if (first === null) process.stderr.write('PostgreSQL is not installed: no failover is tried.\n');

/** Copies everything about sessions, as a replica would have it. */
async function copySessions(from: string, to: string): Promise<void> {
  const rows = await onPostgres(from, 'select json_agg(s)::text as all from sessions s');
  const text = JSON.stringify(rows[0]).replaceAll("'", "''");
  await onPostgres(
    to,
    `insert into sessions select * from json_populate_recordset(null::sessions, ('${text}'::json ->> 'all')::json)`,
  );
}

// aws/aws-advanced-nodejs-wrapper#673; sidorares/node-mysql2#2050
test.skipIf(first === null)(
  'a PostgreSQL that becomes read-only makes the server not ready, and one that takes its place is used at once',
  async () => {
    if (first === null) return;
    const second = await startPostgres();
    if (second === null) throw new Error('The second one did not start.');
    await migrateStore({ dataDir: '/nowhere', databaseUrl: second.url });
    const relay = await startRelay(first.url);
    const stack = await startStack({ env: { DATABASE_URL: relay.url } });
    const amara = await stack.signIn(email);
    // As many connections as the pool allows.
    await Promise.all(Array.from({ length: 20 }, () => amara.get('/api/connected-apps')));
    await copySessions(first.url, second.url);
    const readiness = async () => (await amara.get('/readyz')).status;

    await onPostgres(first.url, 'alter system set default_transaction_read_only = on');
    await onPostgres(first.url, 'select pg_reload_conf()');
    await expect.poll(readiness, { timeout: 20_000 }).toBe(503);
    const visitor = stack.visitor();
    expect((await visitor.post('/api/sign-in/email', { email })).status).toBe(503);
    expect((await amara.get('/api/session')).status).toBe(200);
    expect(stack.logLines.join('')).toContain('"code":"25006"');

    relay.leadTo(second.url);
    // A remaining connection may still fail once; after that none does.
    await readiness();
    expect(await readiness()).toBe(200);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => stack.visitor().post('/api/sign-in/email', { email })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await amara.get('/api/connected-apps')).status).toBe(200);
    await stack.close();
    await relay.close();
    await second.stop();
    await first.stop();
  },
  120_000,
);
