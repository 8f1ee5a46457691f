import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { holdCheckout } from './checkout-lock.ts';

test('a checkout has one holder, whose stage the others learn, until its process ends', async () => {
  const root = mkdtempSync(join(tmpdir(), 'grantscope-checkout-'));
  const program = `
    import { holdCheckout } from './server/launch/checkout-lock.ts';
    const lock = await holdCheckout(${JSON.stringify(root)});
    console.log(lock.holder);
    process.stdin.once('data', () => { lock.say('running'); console.log('said'); });`;
  const args = ['--import', 'tsx', '--input-type', 'module', '--eval', program];
  const first = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const said = async () => String((await once(first.stdout, 'data'))[0]);
  expect(await said()).toBe('self\n');
  expect(await holdCheckout(root)).toEqual({ holder: 'other', stage: 'building' });
  first.stdin.write('go on');
  expect(await said()).toBe('said\n');
  expect(await holdCheckout(root)).toEqual({ holder: 'other', stage: 'running' });
  first.kill('SIGKILL');
  await once(first, 'exit');
  expect((await holdCheckout(root)).holder).toBe('self');
});
