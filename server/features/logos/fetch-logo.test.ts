import { spawnSync } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { RequestListener } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildGif, buildJpeg, buildPng, buildWebp } from '../../testing/images.ts';
import { startListener, type Listener } from '../../testing/listener.ts';
import { fetchLogo, isPublicAddress, type LogoRules } from './fetch-logo.ts';

/** A host that is exempt from the rules, as the sandbox is. */
let host: Listener;
/** A host that nobody may reach. */
let inner: Listener;
/** Host names that somebody asked the address of. */
let resolved: string[];
let rules: LogoRules;
/** Connections that somebody tried to open. */
let connections: number;
const connecting = 'undici:client:beforeConnect';
const count = () => {
  connections += 1;
};

beforeAll(async () => {
  subscribe(connecting, count);
  inner = await startListener(answer(buildPng(64, 64)));
  host = await startListener();
});
afterAll(async () => {
  unsubscribe(connecting, count);
  await host.close();
  await inner.close();
});
beforeEach(() => {
  resolved = [];
  connections = 0;
  host.arrivals.length = 0;
  rules = {
    extraOrigin: host.origin,
    ownHost: 'grants.example.com',
    resolve: (name) => {
      resolved.push(name);
      return Promise.resolve([{ address: '10.0.0.1', family: 4 }]);
    },
  };
});

function answer(bytes: Buffer | string, headers: Record<string, string> = {}): RequestListener {
  return (_request, response) =>
    void response.writeHead(200, { 'content-type': 'image/png', ...headers }).end(bytes);
}

/** Redirects along these addresses, then gives a picture. */
function redirects(...locations: string[]): RequestListener {
  return (request, response) => {
    const location = locations[host.arrivals.length - 1];
    if (location === undefined) answer(buildPng(64, 64))(request, response);
    else response.writeHead(302, { location }).end();
  };
}

const logo = () => fetchLogo(`${host.origin}/logo.png`, rules);

describe('an address', () => {
  test.each([
    '',
    'logo.png',
    '//logo.example/a.png',
    'http://logo.example/a.png',
    'ftp://logo.example/a.png',
    'file:///etc/passwd',
    'data:image/png;base64,iVBORw0KGgo=',
    'javascript:alert(1)',
    'https://user@logo.example/a.png',
    'https://:password@logo.example/a.png',
    'https://logo.example:8443/a.png',
    'https://logo.example:80/a.png',
    'https://93.184.216.34/a.png',
    'https://127.0.0.1/a.png',
    'https://2130706433/a.png',
    'https://0x7f.1/a.png',
    'https://0177.0.0.1/a.png',
    'https://[::1]/a.png',
    'https://[::ffff:127.0.0.1]/a.png',
    'https://[2606:2800:220:1::1]/a.png',
    'https://localhost/a.png',
    'https://intranet/a.png',
    'https://logo.example./a.png',
    'https://grants.example.com/api/session',
    'https://GRANTS.example.com:443/api/session',
  ])('that is %s is never looked up, let alone asked', async (address) => {
    expect(await fetchLogo(address, rules)).toBeNull();
    expect({ resolved, connections }).toEqual({ resolved: [], connections: 0 });
  });

  test('on public https is looked up, and not asked where it leads inside', async () => {
    expect(await fetchLogo('https://LOGO.example:443/a.png', rules)).toBeNull();
    expect({ resolved, connections }).toEqual({ resolved: ['logo.example'], connections: 0 });
  });

  test('is not asked when one of several of its addresses leads inside', async () => {
    const addresses = ['127.0.0.1', '93.184.216.34'].map((address) => ({ address, family: 4 }));
    rules.resolve = () => Promise.resolve(addresses);
    expect(await fetchLogo('https://logo.example/a.png', rules)).toBeNull();
    expect(connections).toBe(0);
  });

  test.each([
    ['has no address', () => Promise.resolve([])],
    ['cannot be looked up', () => Promise.reject(new Error('ENOTFOUND'))],
    ['is never looked up to the end', () => new Promise<never>(() => {})],
  ])('that %s has no logo', async (_what, resolve) => {
    rules.resolve = resolve;
    expect(await fetchLogo('https://logo.example/a.png', rules)).toBeNull();
  });
});

/** A network of its own with no way out, if this machine can have one. */
const apart = ['unshare', '--map-root-user', '--net'];
const canBeApart = spawnSync(apart[0] ?? '', [...apart.slice(1), 'true']).status === 0;

// nodejs/undici#2990: an error of the socket that nobody listens for ends the process.
test.skipIf(!canBeApart)('a public address without a route does not end the process', () => {
  const program = `
    import { fetchLogo } from './server/features/logos/fetch-logo.ts';
    const rules = { extraOrigin: null, ownHost: 'grants.example.com' };
    for (const [address, family] of [['2a00:1450:4001:80b::200e', 6], ['93.184.216.34', 4]]) {
      const resolve = async () => [{ address, family }];
      console.log(await fetchLogo('https://six.logos.example/a.png', { ...rules, resolve }));
    }`;
  const [command = '', ...options] = apart;
  const node = [process.execPath, '--import', 'tsx', '--input-type', 'module', '--eval', program];
  const { status, stdout, stderr } = spawnSync(command, [...options, ...node], {
    encoding: 'utf8',
  });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'null\nnull\n', stderr: '' });
});

/** Addresses of ranges that are not the public internet (RFC 6890). */
const inside = `0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1
  172.31.255.255 192.0.0.1 192.0.2.1 192.168.0.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1
  240.0.0.1 255.255.255.255 :: ::1 ::10.0.0.1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:a9fe:a9fe
  64:ff9b::7f00:1 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1:: fc00::1 fd12:3456::1
  fe80::1 fec0::1 ff02::1`;

describe('an address of the network', () => {
  test.each(['93.184.216.34', '8.8.8.8', '2606:2800:220:1:248:1893:25c8:1946', '::ffff:8.8.8.8'])(
    '%s is public',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  test.each(['', 'localhost', 'not an address', '0x7f.0.0.1', ...inside.split(/\s+/)])(
    '%s is not',
    (address) => {
      expect(isPublicAddress(address)).toBe(false);
    },
  );
});

describe('a redirect', () => {
  test('is followed twice, as long as each address is allowed', async () => {
    host.answer = redirects('/two', `${host.origin}/three`);
    expect(await logo()).toMatchObject({ contentType: 'image/png' });
    expect(host.arrivals.map(({ path }) => path)).toEqual(['/logo.png', '/two', '/three']);
  });

  test('is not followed a third time', async () => {
    host.answer = redirects('/two', '/three', '/four');
    expect(await logo()).toBeNull();
    expect(host.arrivals.map(({ path }) => path)).toEqual(['/logo.png', '/two', '/three']);
  });

  test('to a host inside is looked up and not followed', async () => {
    host.answer = redirects('https://inner.example/a.png');
    expect(await logo()).toBeNull();
    expect({ resolved, connections }).toEqual({ resolved: ['inner.example'], connections: 1 });
  });

  test.each([
    ['another port of this machine', () => `${inner.origin}/a.png`],
    ['an address', () => `http://127.0.0.1:${inner.port}/a.png`],
    ['ourselves', () => 'https://grants.example.com/api/session'],
    ['a file', () => 'file:///etc/passwd'],
    ['nowhere', () => 'https://'],
  ])('to %s is not followed', async (_what, location) => {
    host.answer = redirects(location());
    expect(await logo()).toBeNull();
    expect(resolved).toEqual([]);
    expect(inner.arrivals).toEqual([]);
  });
});

describe('what is fetched', () => {
  test.each([
    ['image/png', buildPng(1024, 1024)],
    ['image/jpeg', buildJpeg(8, 8, 0xc0)],
    ['image/gif', buildGif(8, 8, 'GIF89a')],
    ['image/webp', buildWebp(8, 8, 'VP8X')],
  ])('is of type %s by its bytes, whatever its host calls it', async (contentType, bytes) => {
    host.answer = answer(bytes, { 'content-type': 'text/html', 'set-cookie': 'evil=1' });
    expect(await logo()).toEqual({ contentType, bytes });
  });

  test('tells its host nothing of who looks', async () => {
    host.answer = answer(buildPng(8, 8));
    await logo();
    const { headers } = host.arrivals[0] ?? {};
    expect(headers).toEqual({
      accept: 'image/*',
      'accept-encoding': 'identity',
      connection: 'keep-alive',
      host: new URL(host.origin).host,
      'user-agent': 'grantscope',
    });
  });

  test.each([
    ['an SVG', answer('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>      ')],
    ['a page', answer(`<!doctype html><script>alert(1)</script>${' '.repeat(64)}`)],
    ['nothing', answer('')],
    ['too wide', answer(buildPng(1025, 1))],
    ['too high', answer(buildPng(1, 1025))],
    ['a bomb by its head', answer(buildPng(65_535, 65_535))],
    ['one byte too large', answer(Buffer.concat([buildPng(8, 8), Buffer.alloc(256 * 1024 - 87)]))],
    ['not there', (_request, response) => void response.writeHead(404).end(buildPng(8, 8))],
    ['an error', (_request, response) => void response.writeHead(500).end(buildPng(8, 8))],
    ['partial', (_request, response) => void response.writeHead(206).end(buildPng(8, 8))],
    ['cut off', (request) => void request.socket.destroy()],
  ] satisfies [string, RequestListener][])('is refused when it is %s', async (_what, listener) => {
    host.answer = listener;
    expect(await logo()).toBeNull();
  });

  test('may be as large as a quarter of a megabyte', async () => {
    host.answer = answer(Buffer.concat([buildPng(8, 8), Buffer.alloc(256 * 1024 - 88)]));
    expect((await logo())?.bytes.length).toBe(256 * 1024);
  });

  test('is refused when it comes too slowly, and its host is left alone', async () => {
    const ended: Promise<void>[] = [];
    host.answer = ({ url }, response) => {
      ended.push(new Promise((resolve) => response.on('close', resolve)));
      if (url === '/silent') return;
      response.writeHead(200, { 'content-type': 'image/png' });
      const dripping = setInterval(() => response.write('x'), 50);
      response.on('close', () => clearInterval(dripping));
    };
    const slow = ['/silent', '/dripping'].map((path) => fetchLogo(host.origin + path, rules));
    expect(await Promise.all(slow)).toEqual([null, null]);
    await Promise.all(ended);
  });

  test('is refused when it never ends, and its host is left alone', async () => {
    const ended = new Promise((resolve) => {
      host.answer = (_request, response) => {
        response.on('close', resolve);
        const more = () => {
          while (!response.destroyed && response.write('x'.repeat(10_000)));
        };
        response.on('drain', more);
        more();
      };
    });
    expect(await logo()).toBeNull();
    await ended;
  });
});
