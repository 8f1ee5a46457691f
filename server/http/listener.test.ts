import { createServer } from 'node:net';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { StartError } from '../start-error.ts';
import { createCertificate } from '../testing/certificate.ts';
import { createListener, listen } from './listener.ts';

const place = mkdtempSync(join(tmpdir(), 'grantscope-pem-'));

async function failureOf(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof StartError) return error.message;
    throw error;
  }
  throw new Error('it started');
}

const failureWith = (files: { certFile: string; keyFile: string }) =>
  failureOf(() => createListener(files));

test('certificate and key are told apart when one of them is wrong', async () => {
  const { certFile, keyFile } = await createCertificate();
  const other = await createCertificate();
  const junk = join(place, 'junk.pem');
  writeFileSync(junk, 'no PEM at all');
  const missing = join(place, 'missing.pem');
  const wayOut = 'To serve plain http behind a proxy, leave out TLS_CERT_FILE and TLS_KEY_FILE.';
  expect(await failureWith({ certFile: missing, keyFile })).toBe(
    `TLS_CERT_FILE: "${missing}" is not there. ${wayOut}`,
  );
  expect(await failureWith({ certFile, keyFile: missing })).toBe(
    `TLS_KEY_FILE: "${missing}" is not there. ${wayOut}`,
  );
  expect(await failureWith({ certFile: place, keyFile })).toBe(
    `TLS_CERT_FILE: "${place}" cannot be read (EISDIR). ${wayOut}`,
  );
  expect(await failureWith({ certFile: junk, keyFile })).toBe(
    `TLS_CERT_FILE: "${junk}" holds no certificate in PEM. ${wayOut}`,
  );
  expect(await failureWith({ certFile, keyFile: junk })).toBe(
    `TLS_KEY_FILE: "${junk}" holds no key in PEM without a passphrase. ${wayOut}`,
  );
  expect(await failureWith({ certFile, keyFile: other.keyFile })).toBe(
    `TLS_KEY_FILE: "${other.keyFile}" is not the key of the certificate in "${certFile}".`,
  );
});

test('a port that is taken, and an address that is not ours, are named with their settings', async () => {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
  const address = holder.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const words = (host: string) => failureOf(() => listen(createListener(null), host, port));
  expect(await words('127.0.0.1')).toBe(`Port ${port} is taken. Set PORT to another one.`);
  expect(await words('203.0.113.1')).toBe(
    '203.0.113.1 is no address of this machine. Set HOST to one of its own, or to 0.0.0.0 for all.',
  );
  holder.close();
});
