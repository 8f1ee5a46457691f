import { fileURLToPath } from 'node:url';
import { ConfigError, parseConfig, parseDatabaseConfig } from './config.ts';
import { migrateStore } from './store/database.ts';
import { StoreError } from './store/migrate.ts';
import { startServer } from './wire.ts';

/** In development the sources run as they are. */
const isSource = import.meta.url.endsWith('.ts');
/** EX_CONFIG of sysexits.h. */
const badConfiguration = 78;

/** `main.js migrate`: for operators who want it done before the new servers start. */
async function migrate(): Promise<void> {
  const done = await migrateStore(parseDatabaseConfig(process.env));
  const lines = done.map((name) => `Carried out ${name}.\n`).join('');
  process.stdout.write(`${lines}The database is up to date.\n`);
}

async function serve(): Promise<void> {
  const config = parseConfig(process.env);
  const running = await startServer(config, {
    // The bundle lies in dist/server, beside dist/client.
    clientDir: fileURLToPath(new URL('../client', import.meta.url)),
    worker: new URL(isSource ? './testing/worker.mjs' : './worker.js', import.meta.url),
  });
  const { logger } = running;
  logger.info(
    { port: running.port, origin: config.publicOrigin, environment: config.environment },
    'listening',
  );
  const stop = (signal: string) => {
    logger.info({ signal }, 'stopping');
    void running.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

const work = process.argv[2] === 'migrate' ? migrate() : serve();
work.catch((error: unknown) => {
  const isConfig = error instanceof ConfigError;
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  const inOurWords = isConfig || error instanceof StoreError;
  process.stderr.write(`${inOurWords ? error.message : `Grantscope could not start${code}.`}\n`);
  process.exit(isConfig ? badConfiguration : 1);
});
