import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:https';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createCertificate } from '../testing/certificate.ts';
import { startConnectProxy, type ConnectProxy } from '../testing/connect-proxy.ts';
import { startListener, type Listener } from '../testing/listener.ts';
import { freePort } from '../testing/start.ts';
import { createStytch } from './client.ts';
import { isUsableProxy, proxyFor } from './proxy.ts';

let upstream: Listener;
let proxy: ConnectProxy;
beforeAll(async () => {
  proxy = await startConnectProxy();
  upstream = await startListener((_request, response) => {
    response.end('{"policy":{"roles":[],"scopes":[]}}');
  });
});
beforeEach(() => {
  proxy.status = 200;
  proxy.asked.length = 0;
  upstream.arrivals.length = 0;
});
afterAll(async () => {
  await proxy.close();
  await upstream.close();
});

/** Reads once through a proxy. */
async function readThrough(address: string) {
  const stytch = createStytch({
    baseUrl: upstream.origin,
    projectId: 'project-test-00000000-0000-4000-8000-000000000001',
    secret: 'secret-test-0000',
    proxy: address,
  });
  try {
    return await stytch.rbac.policy();
  } finally {
    await stytch.close();
  }
}

// https://github.com/gristlabs/grist-core/issues/942
describe('the proxy of a company', () => {
  test('is the only way that is taken, and is told its credentials and nothing of ours', async () => {
    await readThrough(`http://me:p%40ss@127.0.0.1:${proxy.port}`);
    const credentials = `Basic ${Buffer.from('me:p@ss').toString('base64')}`;
    expect(proxy.asked).toEqual([{ to: `localhost:${upstream.port}`, credentials }]);
    expect(upstream.arrivals).toMatchObject([{ path: '/v1/b2b/rbac/policy' }]);
    expect(upstream.arrivals[0]?.headers).not.toHaveProperty('proxy-authorization');
  });

  test('that wants none is told none', async () => {
    await readThrough(`http://127.0.0.1:${proxy.port}`);
    expect(proxy.asked).toMatchObject([{ credentials: undefined }]);
  });

  test('that refuses is named as what refused', async () => {
    proxy.status = 407;
    await expect(readThrough(`http://127.0.0.1:${proxy.port}`)).rejects.toMatchObject({
      kind: 'unreachable',
      reason: 'the proxy answered 407',
    });
    expect(upstream.arrivals).toEqual([]);
  });

  test('that is not there is named by its address', async () => {
    const port = await freePort();
    await expect(readThrough(`http://127.0.0.1:${port}`)).rejects.toMatchObject({
      kind: 'unreachable',
      reason: `ECONNREFUSED 127.0.0.1:${port}`,
    });
  });
});

/** Reads once in a separate process, since trusted certificates are fixed at its start. */
async function readAt(baseUrl: string, env: Readonly<Record<string, string>>) {
  const program = `
    const { createStytch } = await import('#server/stytch/client.ts');
    const stytch = createStytch({
      baseUrl: ${JSON.stringify(baseUrl)},
      projectId: 'project-test-00000000-0000-4000-8000-000000000001',
      secret: 'secret-test-0000',
      proxy: 'http://127.0.0.1:${proxy.port}',
    });
    const said = await stytch.rbac.policy().then(() => 'read', ({ reason }) => reason);
    process.stdout.write(said);
    await stytch.close();`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', program];
  const child = spawn(process.execPath, args, {
    env: env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return said;
}

describe('TLS through the proxy of a company', () => {
  test('reaches from us to Stytch, and an authority of theirs is trusted where Node is told of it', async () => {
    const { cert, key, certFile } = await createCertificate();
    const secure = createServer({ cert, key }, (_request, response) => {
      response.end('{"policy":{"roles":[],"scopes":[]}}');
    });
    await new Promise<void>((resolve) => secure.listen(0, resolve));
    const address = secure.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const origin = `https://localhost:${port}`;
    expect(await readAt(origin, { NODE_EXTRA_CA_CERTS: certFile })).toBe('read');
    expect(proxy.asked).toMatchObject([{ to: `localhost:${port}` }]);
    expect(await readAt(origin, {})).toContain('SELF_SIGNED_CERT');
    await new Promise((resolve) => secure.close(resolve));
  });
});

test('a host that nobody knows is named', async () => {
  const stytch = createStytch({
    baseUrl: 'https://api.stytch.invalid',
    projectId: 'project-test-00000000-0000-4000-8000-000000000001',
    secret: 'secret-test-0000',
  });
  await expect(stytch.rbac.policy()).rejects.toMatchObject({
    kind: 'unreachable',
    reason: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN) api\.stytch\.invalid$/),
  });
  await stytch.close();
});

const proxyTo = (upstreamUrl: string, address: string | undefined, exceptions?: string) =>
  proxyFor(new URL(upstreamUrl), { proxy: address, exceptions });

describe('the proxy to an upstream', () => {
  const stytch = 'https://api.stytch.com';
  const squid = 'http://127.0.0.1:3128';

  test.each<[exceptions: string | undefined]>([
    [undefined],
    [''],
    ['localhost,.example.com'],
    ['stytch.com.example'],
    ['ytch.com'],
    ['api.stytch.com:8443'],
    ['test.stytch.com'],
  ])('is taken with the exceptions %j', (exceptions) => {
    expect(proxyTo(stytch, squid, exceptions)).toBe(squid);
  });

  test.each([
    ['*'],
    ['stytch.com'],
    ['.stytch.com'],
    ['*.stytch.com'],
    ['API.Stytch.com'],
    ['localhost, api.stytch.com:443'],
    ['localhost api.stytch.com'],
  ])('is not taken with the exceptions %j', (exceptions) => {
    expect(proxyTo(stytch, squid, exceptions)).toBeNull();
  });

  test.each(['http://localhost:4001', 'http://127.0.0.1:4001', 'http://[::1]:4001'])(
    'is never taken to %s',
    (own) => {
      expect(proxyTo(own, squid)).toBeNull();
    },
  );

  test('is none where none is given, and one of http where it has no scheme', () => {
    expect(proxyTo(stytch, undefined)).toBeNull();
    expect(proxyTo(stytch, 'proxy.example.com:3128')).toBe('http://proxy.example.com:3128');
  });

  test.each([
    ['http://proxy:3128', true],
    ['https://me:secret@proxy.example.com', true],
    ['socks5://proxy:1080', false],
    ['http://', false],
    ['http://proxy:port', false],
    ['http://proxy:3128/path', false],
  ])('at %s can be used or not', (address, expected) => {
    expect(isUsableProxy(address)).toBe(expected);
  });
});
