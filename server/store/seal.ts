import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Encrypts and authenticates text under a name, so that two sealed values cannot be swapped. */
export interface Seal {
  close(text: string, name: string): string;
  /** Null unless the text was sealed under this name by one of the keys. */
  open(sealed: string, name: string): string | null;
}

const version = 1;
const ivLength = 12;
const tagLength = 16;

function deriveKey(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'grantscope session content', 32));
}

function decrypt(bytes: Buffer, key: Buffer, name: string): string | null {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 1 + ivLength));
  decipher.setAAD(Buffer.from(name));
  decipher.setAuthTag(bytes.subarray(-tagLength));
  try {
    const text = decipher.update(bytes.subarray(1 + ivLength, -tagLength));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

/**
 * AES-256-GCM with a key derived from each secret by HKDF-SHA-256: version ‖ IV ‖ ciphertext ‖ tag, with the
 * name as associated data (NIST SP 800-38D). The first secret seals, every secret opens, so that a secret can
 * be replaced without signing anyone out.
 */
export function createSeal(secrets: readonly [string, ...string[]]): Seal {
  const sealingKey = deriveKey(secrets[0]);
  const keys = secrets.map(deriveKey);
  return {
    close(text, name) {
      const iv = randomBytes(ivLength);
      const cipher = createCipheriv('aes-256-gcm', sealingKey, iv);
      cipher.setAAD(Buffer.from(name));
      const sealed = [Buffer.of(version), iv, cipher.update(text, 'utf8'), cipher.final()];
      return Buffer.concat([...sealed, cipher.getAuthTag()]).toString('base64');
    },
    open(sealed, name) {
      const bytes = Buffer.from(sealed, 'base64');
      if (bytes[0] !== version || bytes.length < 1 + ivLength + tagLength) return null;
      for (const key of keys) {
        const text = decrypt(bytes, key, name);
        if (text !== null) return text;
      }
      return null;
    },
  };
}
