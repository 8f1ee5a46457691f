import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { StartError } from '../start-error.ts';
import { makePlan } from './environment.ts';

const free = { page: '1', server: '2', sandbox: '3' };
const newPlace = () => mkdtempSync(join(tmpdir(), 'grantscope-plan-'));
const plan = (given: Record<string, string>) =>
  makePlan({ DATA_DIR: newPlace(), ...given }, 'start', free);

test('nothing about Stytch, or blanks only, means the sandbox', () => {
  expect(plan({}).sandbox).not.toBeNull();
  expect(plan({ STYTCH_PROJECT_ID: '', STYTCH_SECRET: '  ' }).sandbox).not.toBeNull();
});

test.each(['STYTCH_PROJECT_ID', 'STYTCH_SECRET', 'STYTCH_PROJECT', 'stytch_secret', 'STYTCH_ENV'])(
  '%s never means the sandbox',
  (name) => {
    expect(plan({ [name]: 'x' }).sandbox).toBeNull();
  },
);

test('a secret is made once, and anew where none could be kept', () => {
  const dataDir = join(newPlace(), 'not', 'there', 'yet');
  const first = plan({ DATA_DIR: dataDir }).server['SESSION_SECRET'];
  expect(first).toMatch(/^[\w-]{43}$/);
  expect(plan({ DATA_DIR: dataDir }).server['SESSION_SECRET']).toBe(first);
  writeFileSync(join(dataDir, 'session-secret'), '');
  expect(plan({ DATA_DIR: dataDir }).server['SESSION_SECRET']).toMatch(/^[\w-]{43}$/);
  expect(readFileSync(join(dataDir, 'session-secret'), 'utf8')).toMatch(/^[\w-]{43}$/);
});

// pgadmin-org/pgadmin4#6527: a failed start names a code instead of the setting and the cause.
test('a directory in which nothing can be written is named, with the way out', () => {
  const file = join(newPlace(), 'a-file');
  writeFileSync(file, '');
  const secretAsDirectory = newPlace();
  mkdirSync(join(secretAsDirectory, 'session-secret'));
  for (const dataDir of [file, secretAsDirectory, '/proc/x']) {
    const attempt = () => plan({ DATA_DIR: dataDir });
    expect(attempt).toThrow(StartError);
    expect(attempt).toThrow(
      /^DATA_DIR: "[^"]+session-secret" cannot be read or written \(E[A-Z]+\)\. Let this user write there, name another directory, or set SESSION_SECRET\.$/,
    );
  }
});
