import { fileURLToPath } from 'node:url';
import { ConfigError, parseConfig } from './config.ts';
import { startServer } from './wire.ts';

/** In development the sources run as they are. */
const isSource = import.meta.url.endsWith('.ts');
/** EX_CONFIG of sysexits.h. */
const badConfiguration = 78;

async function main(): Promise<void> {
  const config = parseConfig(process.env);
  const running = await startServer(config, {
    // The bundle lies in dist/server, beside dist/client.
    clientDir: fileURLToPath(new URL('../client', import.meta.url)),
    answerWorker: new URL(
      isSource ? './testing/answer-worker.mjs' : './answer-worker.js',
      import.meta.url,
    ),
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

main().catch((error: unknown) => {
  const isConfig = error instanceof ConfigError;
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  process.stderr.write(isConfig ? `${error.message}\n` : `Grantscope could not start${code}.\n`);
  process.exit(isConfig ? badConfiguration : 1);
});
