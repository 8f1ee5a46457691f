import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeClient, shell } from '../testing/client-files.ts';
import { readActivity } from '../testing/desk.ts';
import { freePort, startStack, type Stack } from '../testing/start.ts';
import { createVisitor, type Visitor } from '../testing/visitor.ts';

/** A proxy that may be installed here, set up as docs/operations.md says, but without TLS. */
interface Proxy {
  name: string;
  program: string;
  /** Given the file of its configuration. */
  args: (file: string) => string[];
  configure: (port: number, upstream: number, place: string) => string;
}

const operations = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
/** The example of the documents, for these ports; TLS is left to them. */
function example(language: string, port: number, upstream: number): string {
  const [, text = ''] = new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(operations) ?? [];
  return text
    .replaceAll('127.0.0.1:4000', `127.0.0.1:${upstream}`)
    .replaceAll(/443 ssl http2|:443 ssl .*|\*:443/g, (bind) =>
      bind.startsWith('*') ? `127.0.0.1:${port}` : bind.replace(/:?443.*/, `127.0.0.1:${port}`),
    )
    .replace(/^ *SSLEngine on\n/m, '');
}

const proxies: Proxy[] = [
  {
    name: 'nginx',
    program: 'nginx',
    args: (file) => ['-c', file],
    configure: (port, upstream, place) => `daemon off; pid ${place}/pid; error_log stderr;
      events {} http { access_log off; client_body_temp_path ${place}/body; proxy_temp_path ${place}/proxy;
      fastcgi_temp_path ${place}/f; uwsgi_temp_path ${place}/u; scgi_temp_path ${place}/s;
      ${example('nginx', port, upstream)} }`,
  },
  {
    name: 'Apache',
    program: 'apache2',
    args: (file) => ['-X', '-f', file],
    configure: (port, upstream, place) => `ServerRoot ${place}
      ${['mpm_event', 'proxy', 'proxy_http', 'authz_core']
        .map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`)
        .join('\n')}
      PidFile ${place}/pid
      ErrorLog ${place}/error.log
      Listen 127.0.0.1:${port}
      ${example('apache', port, upstream)}`,
  },
  {
    name: 'HAProxy',
    program: 'haproxy',
    args: (file) => ['-f', file],
    configure: (port, upstream) => `defaults
  timeout connect 5s
  timeout client 30s
  timeout server 30s
${example('haproxy', port, upstream)}`,
  },
];

const host = 'grants.example.test';
const ours = { host, origin: `https://${host}` };
let stack: Stack;

beforeAll(async () => {
  const env = { PUBLIC_ORIGIN: ours.origin, TRUSTED_PROXY_HOPS: '1' };
  stack = await startStack({ plain: true, env, clientDir: writeClient() });
});
afterAll(() => stack.close());

async function untilListening(port: number, process: ChildProcess): Promise<void> {
  const ended = once(process, 'exit').then(() => Promise.reject(new Error('the proxy has ended')));
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await Promise.race([
      once(socket, 'connect').then(
        () => true,
        () => false,
      ),
      ended,
    ]);
    socket.destroy();
    if (isOpen) break;
  }
  // It ends when it is told to, which is no error.
  ended.catch(() => {});
}

const isThere = ({ program }: Proxy) =>
  spawnSync(program, ['-v'], { stdio: 'ignore' }).error === undefined;

describe.each(proxies)('behind $name, set up as the documents say', (proxy) => {
  const there = isThere(proxy);
  let running: ChildProcess;
  let visitor: Visitor;
  let arrived: () => string[];
  let through: string;

  beforeAll(async () => {
    if (!there) return;
    const place = mkdtempSync(join(tmpdir(), 'grantscope-proxy-'));
    const port = await freePort();
    writeFileSync(join(place, 'conf'), proxy.configure(port, stack.port, place));
    running = spawn(proxy.program, proxy.args(join(place, 'conf')), { stdio: 'inherit' });
    await untilListening(port, running);
    const { answers } = stack;
    through = `http://127.0.0.1:${port}`;
    visitor = createVisitor({ origin: through, ca: null, answers });
    const start = stack.logLines.length;
    arrived = () =>
      stack.logLines.slice(start).map((line) => /"path":"([^"]*)"/.exec(line)?.[1] ?? '');
    const claim = { ...ours, 'x-forwarded-for': '198.51.100.66' };
    await visitor.post(
      '/api/sign-in/email',
      { email: 'amara.okafor@acme-robotics.example' },
      claim,
    );
    await visitor.post('/api/sign-in/code', { code: '000000' }, claim);
  });
  afterAll(async () => {
    if (!there) return;
    running.kill('SIGTERM');
    if (running.exitCode === null) await once(running, 'exit');
  });

  test.skipIf(!there)('people sign in, and nobody invents their address', async () => {
    const asUs: Visitor = { ...visitor, post: (path, body) => visitor.post(path, body, ours) };
    const [event] = (await readActivity(asUs, { events: ['signed-in'] })).events;
    expect(event?.address).toBe('127.0.0.1');
  });

  // traefik/traefik#12395, coollabsio/coolify#7936: an encoded slash through a proxy.
  test.skipIf(!there).each(['urn%3Aexample%2Ffiles', 'https%3A%2F%2Fa.example%2F%2Fb', 'a%252Fb'])(
    'the scope %s has its page and its answer',
    async (scope) => {
      const page = await visitor.send('GET', `/scopes/${scope}`, { host });
      expect([page.status, page.text]).toEqual([200, shell]);
      await visitor.get(`/api/scopes/${scope}`, ours);
      await expect
        .poll(arrived)
        .toEqual(expect.arrayContaining([`/scopes/${scope}`, `/api/scopes/${scope}`]));
    },
  );

  test.skipIf(!there)('progress arrives, to its end', async () => {
    const { status, headers, text } = await visitor.post('/api/grants', { newerThan: null }, ours);
    expect([status, headers['content-type']]).toEqual([200, 'application/x-ndjson; charset=utf-8']);
    expect(text).toContain('"state":"ready"');
  });

  // A proxy that keeps answers back would send it whole at its end.
  test.skipIf(!there)('progress arrives while work goes on', async () => {
    const path = '/connected_apps/{connected_app_id}';
    await stack.faults({ kind: 'latency', path, ms: 1500, times: 1 });
    const { body } = await request(`${through}/api/grants`, {
      method: 'POST',
      headers: {
        ...ours,
        'x-csrf': '1',
        'content-type': 'application/json',
        cookie: Array.from(visitor.cookies, ([name, value]) => `${name}=${value}`).join('; '),
      },
      body: JSON.stringify({ newerThan: Date.now() }),
    });
    const texts: string[] = [];
    for await (const chunk of body) texts.push(String(chunk));
    expect(texts[0]).toMatch(/^\{"state":"reading"[^\n]*\n$/);
    expect(texts.join('')).toContain('"state":"ready"');
    await stack.faults();
  });
});
