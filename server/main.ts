import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError, parseConfig, parseDatabaseConfig } from './config.ts';
import { codeOf, StartError } from './start-error.ts';
import { migrateStore, verifyStore } from './store/database.ts';
import { StoreError } from './store/store-error.ts';
import { startServer } from './compose.ts';

/** In development the sources run as they are. */
const isSource = import.meta.url.endsWith('.ts');
/** EX_CONFIG of sysexits.h. */
const badConfiguration = 78;

/** `main.js migrate`: for operators who want it done before the new servers start. */
async function migrate(): Promise<void> {
  const done = await migrateStore(parseDatabaseConfig(process.env), (message) => {
    process.stderr.write(`${message}\n`);
  });
  const lines = done.map((name) => `Carried out ${name}.\n`).join('');
  process.stdout.write(`${lines}The database is up to date.\n`);
}

/** A place that `audit-verify` gave earlier, as `1234:` and 64 hex digits. Throws StoreError. */
function parsePlace(text: string) {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (seq === undefined || hash === undefined) {
    throw new StoreError('A place must look like 1234:… with 64 hex digits.');
  }
  return { seq: Number(seq), hash };
}

/** `main.js audit-verify [place…]`: whether the record of events is as it was written. */
async function verifyAudit(places: readonly string[]): Promise<void> {
  const location = parseDatabaseConfig(process.env);
  const verdict = await verifyStore(location, places.map(parsePlace));
  if (!verdict.isSound) throw new StoreError(`Event ${verdict.seq} ${verdict.why}.`);
  const { seq, hash } = verdict.head;
  process.stdout.write(`${seq} events, each as it was written. The last is ${seq}:${hash}\n`);
}

/** The directory of the built page. Throws StartError where it has not been built. */
function builtClient(): string {
  // The bundle lies in dist/server, beside dist/client.
  const directory = fileURLToPath(new URL('../client', import.meta.url));
  if (!isSource && !existsSync(join(directory, 'index.html'))) {
    throw new StartError(`There is no page in "${directory}". Run npm run build.`);
  }
  return directory;
}

async function serve(): Promise<void> {
  const config = parseConfig(process.env);
  const running = await startServer(config, {
    clientDir: builtClient(),
    worker: new URL(isSource ? './testing/worker.mjs' : './worker.js', import.meta.url),
  });
  const { logger } = running;
  logger.info(
    { port: running.port, origin: config.publicOrigin, environment: config.environment },
    'listening',
  );
  void running.checkProject();
  const stop = (signal: string) => {
    logger.info({ signal }, 'stopping');
    void running.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function work(): Promise<void> {
  const [, , task, ...given] = process.argv;
  if (task === 'migrate') return migrate();
  return task === 'audit-verify' ? verifyAudit(given) : serve();
}

work().catch((error: unknown) => {
  const isConfig = error instanceof ConfigError;
  const code = codeOf(error) === '' ? '' : ` (${codeOf(error)})`;
  const inOurWords = isConfig || error instanceof StoreError || error instanceof StartError;
  process.stderr.write(`${inOurWords ? error.message : `Grantscope could not start${code}.`}\n`);
  process.exit(isConfig ? badConfiguration : 1);
});
