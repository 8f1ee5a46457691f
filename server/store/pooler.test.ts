import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { createSchema, type TestDatabase } from '../testing/databases.ts';
import { hasPooler, startPooler, type Pooler } from '../testing/pooler.ts';
import { startStack } from '../testing/start.ts';
import { migrateStore } from './database.ts';

const canRun = hasPooler && inject('databaseUrl') !== null;
if (!canRun) {
  const reason = 'There is no PgBouncer with a PostgreSQL behind it';
  if (inject('isContinuousIntegration')) throw new Error(`${reason}: CI does not skip its suite.`);
  process.stderr.write(`${reason}: its suite is skipped.\n`);
}

// logto-io/logto#8065; brianc/node-postgres#2103
describe('behind PgBouncer with its defaults', { skip: !canRun }, () => {
  let database: TestDatabase;
  let pooler: Pooler | null = null;
  beforeEach(async () => {
    database = await createSchema();
  });
  afterEach(async () => {
    await pooler?.stop();
    pooler = null;
    await database.drop();
  });

  test('in session mode the server starts, people sign in, and it is ready', async () => {
    pooler = await startPooler(database.location.databaseUrl ?? '', 'session');
    const stack = await startStack({ env: { DATABASE_URL: pooler.url } });
    const amara = await stack.signIn('amara.okafor@acme-robotics.example');
    expect((await amara.get('/api/connected-apps')).status).toBe(200);
    expect((await amara.get('/readyz')).status).toBe(200);
    await stack.close();
  }, 120_000);

  test.each(['transaction', 'statement'] as const)(
    'in %s mode the start is refused, and says which mode is needed',
    async (mode) => {
      pooler = await startPooler(database.location.databaseUrl ?? '', mode);
      const location = { dataDir: '/nowhere', databaseUrl: pooler.url };
      await expect(migrateStore(location)).rejects.toThrow(/Set it to pool_mode = session/);
    },
  );
});
