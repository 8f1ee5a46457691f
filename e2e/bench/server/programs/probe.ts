import { Agent, get } from 'node:http';
import { z } from 'zod';

/**
 * Asks for one path again and again, whether or not the answer before has come, and prints how long
 * each took. A program of its own, so that reading long answers elsewhere does not delay its clock.
 */
const settings = z
  .object({
    port: z.int(),
    path: z.string(),
    headers: z.record(z.string(), z.string()),
    everyMs: z.number(),
    forMs: z.number(),
  })
  .parse(JSON.parse(process.env['PROBE'] ?? ''));

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const latencies: number[] = [];
const failures: string[] = [];
let pending = 0;
const started = performance.now();

function finish(): void {
  process.stdout.write(`${JSON.stringify({ latencies, failures })}\n`);
  process.exit(0);
}

function probe(): void {
  pending += 1;
  const asked = performance.now();
  const { port, path, headers } = settings;
  const done = (failure?: string) => {
    pending -= 1;
    if (failure === undefined) latencies.push(performance.now() - asked);
    else failures.push(failure);
    if (pending === 0 && performance.now() - started > settings.forMs) finish();
  };
  const request = get({ host: '127.0.0.1', port, path, headers, agent }, (response) => {
    response.resume();
    response.on('end', () => {
      done(response.statusCode === 200 ? undefined : `status ${response.statusCode ?? 0}`);
    });
  });
  request.on('error', (error) => done(error.message));
}

const timer = setInterval(() => {
  if (performance.now() - started > settings.forMs) {
    clearInterval(timer);
    if (pending === 0) finish();
  } else probe();
}, settings.everyMs);
