import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Runs a program that logs, with the log at this descriptor. */
const program = (text: string) => [
  '--import',
  'tsx',
  '--input-type',
  'module',
  '--eval',
  `import { logOutput } from './server/http/log-output.ts';\nconst log = logOutput(1);\n${text}`,
];

test.skipIf(!existsSync('/dev/full'))('a full disk costs lines, and does not stop a thing', () => {
  const text = `
    log.write('x'.repeat(5000));
    setTimeout(() => { log.write('y'.repeat(5000)); log.write('z'); process.exit(7); }, 300);`;
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, program(text), {
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 7, stderr: '' });
});

test('a reader that has gone costs lines, and does not stop a thing', async () => {
  const text = `
    process.stdin.once('data', () => {
      log.write('x'.repeat(5000));
      setTimeout(() => process.exit(7), 300);
    });`;
  const child = spawn(process.execPath, program(text), { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdout.destroy();
  child.stdin.end('the reader has gone');
  expect(await once(child, 'exit')).toEqual([7, null]);
});

test('every line arrives whole and in order, the last ones too', () => {
  const text = `
    for (let line = 0; line < 20_000; line += 1) log.write('line ' + line + ' ö\\n');
    setTimeout(() => { log.write('the last\\n'); process.exit(0); }, 500);`;
  const { stdout } = spawnSync(process.execPath, program(text), {
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  const lines = Array.from({ length: 20_000 }, (_, line) => `line ${line} ö\n`).join('');
  expect(stdout === `${lines}the last\n`).toBe(true);
});
