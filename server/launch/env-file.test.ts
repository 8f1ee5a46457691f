import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigError } from '../config.ts';
import { readEnvFile } from './env-file.ts';

const file = join(mkdtempSync(join(tmpdir(), 'grantscope-env-')), '.env');

function read(bytes: string | Buffer) {
  writeFileSync(file, bytes);
  return readEnvFile(file);
}

const lines = ['STYTCH_PROJECT_ID=project-test-1', 'STYTCH_SECRET=secret-test-a#b='];
const both = { STYTCH_PROJECT_ID: 'project-test-1', STYTCH_SECRET: 'secret-test-a#b=' };
const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');

// nodejs/node#56686, nodejs/node#54907, denoland/deno#36701: a line that is silently lost.
test.each<[what: string, bytes: string | Buffer]>([
  ['as it should be', lines.join('\n')],
  ['with a byte order mark', `\uFEFF${lines.join('\n')}`],
  ['with line ends of Windows', `${lines.join('\r\n')}\r\n`],
  ['with both', `\uFEFF${lines.join('\r\n')}`],
  ['with line ends of old Macs', lines.join('\r')],
  ['in UTF-16, as Notepad saves it', utf16(lines.join('\r\n'))],
  ['in UTF-16 of the other order', utf16(lines.join('\r\n')).swap16()],
  ['with blanks before and between', `   \n${lines.join('\n   \n\t\n')}\n  `],
  ['with comments', `# one\n${lines.join(' # first\n  # two\n')} # a # comment`],
  ['with blanks around', lines.map((line) => `  ${line.replace('=', ' = ')}  `).join('\n')],
  ['with export', lines.map((line) => `export ${line}`).join('\n')],
  ['in quotes', lines.map((line) => line.replace(/=(.*)/, '="$1" # why')).join('\n')],
  ['in single quotes', lines.map((line) => line.replace(/=(.*)/, "='$1'")).join('\n')],
])('a file %s is read whole', (_what, bytes) => {
  expect(read(bytes)).toEqual(both);
});

test('a value may be blank, or be made of what means something elsewhere', () => {
  expect(read('A=\nB= # none\nC=#none\nD="# this"\nE=x=y\nF=$HOME\\n')).toEqual({
    A: '',
    B: '',
    C: '',
    D: '# this',
    E: 'x=y',
    F: '$HOME\\n',
  });
});

test.each<[what: string, bytes: string | Buffer, problems: string[]]>([
  ['a quote left open', `A=1\nB="canary\nC=2`, ['line 2, opens a quote " and does not close it']],
  ['words behind a quote', `A="canary" canary`, ['line 1, goes on behind the quote']],
  ['no value', `A\n\nB 2\n=3`, ['line 1, is not', 'line 3, is not', 'line 4, is not']],
  ['a name that is none', `A-B=canary`, ['line 1, is not NAME=value']],
  ['bytes that are no text', Buffer.from([65, 61, 255, 10]), ['must be text in UTF-8']],
  ['UTF-16 without a mark', Buffer.from('A=canary', 'utf16le'), ['must be text in UTF-8']],
])('a file with %s is refused, by its line and without its value', (_what, bytes, problems) => {
  const attempt = () => read(bytes);
  expect(attempt).toThrow(ConfigError);
  for (const problem of problems) expect(attempt).toThrow(problem);
  expect(attempt).not.toThrow('canary');
});
