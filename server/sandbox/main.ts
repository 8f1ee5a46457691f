import { startSandbox } from './server.ts';

const { env } = process;
const sandbox = await startSandbox({
  port: Number(env['SANDBOX_PORT'] ?? 4010),
  ...(env['SANDBOX_PROJECT_ID'] === undefined ? {} : { projectId: env['SANDBOX_PROJECT_ID'] }),
  ...(env['SANDBOX_SECRET'] === undefined ? {} : { secret: env['SANDBOX_SECRET'] }),
  ...(env['SANDBOX_SESSIONS_FILE'] === undefined
    ? {}
    : { sessionsFile: env['SANDBOX_SESSIONS_FILE'] }),
});
const { origin, projectId, secret } = sandbox;
process.stdout.write(`${JSON.stringify({ sandbox: origin, projectId, secret })}\n`);

const stop = () => {
  void sandbox.close().then(() => process.exit(0));
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
// A parent that dies closes the pipe; the sandbox must not outlive it.
if (env['SANDBOX_EXIT_WITH_STDIN'] === '1') process.stdin.resume().once('end', stop);
