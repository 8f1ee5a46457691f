import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCertificate } from '../testing/certificate.ts';
import { startListener, type Listener } from '../testing/listener.ts';
import { freePort } from '../testing/start.ts';
import { createStytch, type Stytch } from './client.ts';

const project = {
  projectId: 'project-test-00000000-0000-4000-8000-000000000001',
  secret: 'secret-test-0000',
  maxResponseBytes: 100_000,
};
const policy = JSON.stringify({ policy: { roles: [], scopes: [] } });
let upstream: Listener;
let stytch: Stytch;

beforeAll(async () => {
  upstream = await startListener();
  stytch = createStytch({ ...project, baseUrl: upstream.origin });
});
afterAll(async () => {
  await stytch.close();
  await upstream.close();
});

const gzipped =
  (text: string, encoding = 'gzip'): RequestListener =>
  (_request, response) =>
    void response.writeHead(200, { 'content-encoding': encoding }).end(gzipSync(text));

const raw =
  (head: string): RequestListener =>
  (request) =>
    void request.socket.end(head);

describe('an upstream that', () => {
  test.each<[what: string, answer: RequestListener, kind: string]>([
    ['sends a compressed bomb', gzipped('0'.repeat(5_000_000)), 'too-large'],
    [
      'sends without end and without a length',
      (_request, response) => {
        const more = () => {
          while (!response.destroyed && response.write('x'.repeat(10_000)));
        };
        response.on('drain', more);
        more();
      },
      'too-large',
    ],
    [
      'calls something gzip that is not',
      (_request, response) =>
        void response.writeHead(200, { 'content-encoding': 'gzip' }).end(policy),
      'invalid',
    ],
    ['compresses in a way nobody asked for', gzipped(policy, 'br'), 'invalid'],
    ['compresses twice', gzipped(policy, 'gzip, gzip'), 'invalid'],
    [
      'resets in mid-body',
      (request, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"policy":', () => request.socket.resetAndDestroy());
      },
      'truncated',
    ],
    [
      'ends before the length that it gave',
      raw(`HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n${policy}`),
      'truncated',
    ],
    ['does not speak HTTP', raw('SSH-2.0-OpenSSH_9.2\r\n'), 'invalid'],
    ['hangs up without a word', (request) => void request.socket.end(), 'truncated'],
  ])('%s is of the right kind of failure', async (_, answer, kind) => {
    upstream.answer = answer;
    await expect(stytch.rbac.policy()).rejects.toMatchObject({ name: 'UpstreamError', kind });
  });

  test('compresses as asked is understood', async () => {
    upstream.answer = gzipped(policy);
    expect(await stytch.rbac.policy()).toMatchObject({ roles: [], scopes: [] });
  });
});

describe('an upstream', () => {
  test('that nobody listens for is unreachable', async () => {
    const nobody = createStytch({ ...project, baseUrl: `http://localhost:${await freePort()}` });
    await expect(nobody.rbac.policy()).rejects.toMatchObject({ kind: 'unreachable', status: null });
    await nobody.close();
  });

  test('with a certificate of nobody we trust gets not one request', async () => {
    const impostor = await startListener(undefined, await createCertificate());
    const fooled = createStytch({ ...project, baseUrl: impostor.origin });
    await expect(fooled.rbac.policy()).rejects.toMatchObject({ kind: 'tls', status: null });
    expect(impostor.arrivals).toEqual([]);
    await fooled.close();
    await impostor.close();
  });

  test('that speaks plain text where TLS is due gets not one request', async () => {
    const before = upstream.arrivals.length;
    const baseUrl = upstream.origin.replace('http:', 'https:');
    const fooled = createStytch({ ...project, baseUrl });
    await expect(fooled.rbac.policy()).rejects.toMatchObject({ kind: 'tls', status: null });
    expect(upstream.arrivals.length).toBe(before);
    await fooled.close();
  });
});
