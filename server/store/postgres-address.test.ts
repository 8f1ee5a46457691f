import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createCertificate } from '../testing/certificate.ts';
import { createSchema } from '../testing/databases.ts';
import { startPostgres, type ThrowawayPostgres } from '../testing/throwaway-postgres.ts';
import { migrateStore } from './database.ts';
import { readAddress } from './postgres-address.ts';

const hasPostgres = inject('databaseUrl') !== null;
const migrated = (url: URL) => migrateStore({ dataDir: '/nowhere', databaseUrl: url.href });

const of = (options: string) =>
  readAddress(`postgres://me@host/db?options=${encodeURIComponent(options)}`);

test('settings in the options of an address are set after connecting, and others left to PostgreSQL', () => {
  expect(of('-c search_path=own,public --statement-timeout=5s -cx.y=a\\ b').settings).toEqual({
    search_path: 'own,public',
    statement_timeout: '5s',
    'x.y': 'a b',
  });
  expect(of('-c search_path=own').url).not.toContain('options');
  expect(of('-c search_path=own -E').settings).toEqual({});
  expect(of('-c search_path=own -E').url).toContain('options');
});

describe('a PostgreSQL with a certificate of its own', { skip: !hasPostgres }, () => {
  let server: ThrowawayPostgres;
  let certFile: string;

  beforeAll(async () => {
    const tls = await createCertificate();
    certFile = tls.certFile;
    const started = await startPostgres({ tls });
    if (started === null) throw new Error('PostgreSQL is not installed.');
    server = started;
  });
  afterAll(() => server.stop());

  const at = (hostname: string, parameters: Record<string, string>) => {
    const url = new URL(server.url);
    url.hostname = hostname;
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    return url;
  };

  test.each(['require', 'verify-ca', 'verify-full'])(
    'is refused by sslmode=%s, and says what to set',
    async (sslmode) => {
      await expect(migrated(at('localhost', { sslmode }))).rejects.toThrow(
        'The certificate of the database is not trusted: self-signed certificate. Name the file of its authority by sslrootcert in DATABASE_URL, or add sslmode=no-verify to trust any certificate.',
      );
    },
  );

  test('is used with its certificate as sslrootcert, or with sslmode=no-verify', async () => {
    const named = { sslmode: 'verify-full', sslrootcert: certFile };
    expect(await migrated(at('localhost', named))).not.toEqual([]);
    expect(await migrated(at('127.0.0.1', { sslmode: 'no-verify' }))).toEqual([]);
    expect(await migrated(at('localhost', {}))).toEqual([]);
  });

  test('is told apart from one whose certificate is for another host', async () => {
    const named = { sslmode: 'verify-full', sslrootcert: certFile };
    await expect(migrated(at('127.0.0.1', named))).rejects.toThrow(
      /^The certificate of the database is for another host\. Connect to a host that it names/,
    );
  });

  test('and a file that is not there is named', async () => {
    await expect(migrated(at('localhost', { sslrootcert: '/nowhere/ca.pem' }))).rejects.toThrow(
      'DATABASE_URL names a file by sslrootcert that cannot be read: "/nowhere/ca.pem".',
    );
    const empty = join(mkdtempSync(join(tmpdir(), 'grantscope-ca-')), 'ca.pem');
    writeFileSync(empty, '');
    await expect(migrated(at('localhost', { sslrootcert: empty }))).rejects.toThrow(/certificate/);
  });
});

describe('a PostgreSQL without TLS', { skip: !hasPostgres }, () => {
  test('is found on IPv6 only, and says that it does not speak TLS', async () => {
    const server = await startPostgres({ address: '::1' });
    if (server === null) throw new Error('PostgreSQL is not installed.');
    const url = new URL(server.url);
    expect(await migrated(url)).not.toEqual([]);
    url.searchParams.set('sslmode', 'require');
    await expect(migrated(url)).rejects.toThrow(
      'The database does not speak TLS, which DATABASE_URL asks for. Turn it on there, or set sslmode=disable.',
    );
    await server.stop();
  });

  test('is found on IPv4 only by a name', async () => {
    const database = await createSchema();
    const url = new URL(database.location.databaseUrl ?? '');
    if (url.hostname === '127.0.0.1') url.hostname = 'localhost';
    expect(await migrated(url)).not.toEqual([]);
    await database.drop();
  });
});
