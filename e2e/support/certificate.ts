import { createHash, X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from 'selfsigned';

/** A certificate for localhost, made for this run. */
export interface Certificate {
  certFile: string;
  keyFile: string;
  /** Digest of its public key, by which Chromium is told to trust it and nothing else. */
  pin: string;
}

/** Makes a key and a certificate in a folder. */
export async function createCertificate(folder: string): Promise<Certificate> {
  const pems = await generate([{ name: 'commonName', value: 'localhost' }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  const certFile = join(folder, 'cert.pem');
  const keyFile = join(folder, 'key.pem');
  writeFileSync(certFile, pems.cert);
  writeFileSync(keyFile, pems.private, { mode: 0o600 });
  const { publicKey } = new X509Certificate(pems.cert);
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return { certFile, keyFile, pin: createHash('sha256').update(spki).digest('base64') };
}
