import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { startStack } from '../testing/start.ts';
import { serveStore, verifyStore } from './database.ts';

const newPlace = () => mkdtempSync(join(tmpdir(), 'grantscope-lock-'));
const serve = (dataDir: string) => serveStore({ dataDir, databaseUrl: null }, () => {});

let end = () => {};
afterEach(() => end());

/** A separate process that serves the directory until it is killed. */
async function serveElsewhere(dataDir: string): Promise<number> {
  const script = `
    import { serveStore } from '#server/store/database.ts';
    const served = await serveStore({ dataDir: ${JSON.stringify(dataDir)}, databaseUrl: null }, () => {});
    process.stdout.write('serving');
    setInterval(() => served, 1000);
  `;
  const file = join(import.meta.dirname, `.serving-${process.pid}.ts`);
  writeFileSync(file, script);
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  end = () => {
    child.kill('SIGKILL');
    rmSync(file, { force: true });
  };
  await once(child.stdout, 'data');
  return child.pid ?? 0;
}

test('of two servers on one directory the second is refused, and says who has it since when', async () => {
  const dataDir = newPlace();
  const pid = await serveElsewhere(dataDir);
  const started = new RegExp(
    `^DATA_DIR "${dataDir}" is served by another Grantscope, process ${pid} on ${hostname()}, since \\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z\\. Stop that one first, or set DATA_DIR to another directory\\.$`,
  );
  await expect(serve(dataDir)).rejects.toThrow(started);
  // Read-only programs work beside it.
  expect(await verifyStore({ dataDir, databaseUrl: null }, [])).toMatchObject({ isSound: true });
  // A killed process leaves nothing in the way.
  end();
  const served = await serve(dataDir);
  await served.close();
});

test('a server that has stopped lets the next one serve', async () => {
  const stack = await startStack();
  await expect(serve(stack.dataDir)).rejects.toThrow(`process ${process.pid} on`);
  await stack.restart();
  await stack.close();
  await (await serve(stack.dataDir)).close();
});
