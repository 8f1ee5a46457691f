import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectToFirst } from './connect-first.ts';

/** Takes connections, as does every address of the same port that a test names as good. */
let good: Server;
let port: number;
/** Its queue of connections is full and it takes none: whoever knocks hears nothing at all. */
let silent: Worker;
const fillers: Socket[] = [];

const v4 = (address: string) => ({ address, family: 4 });
const answers = v4('127.0.0.1');
const refuses = v4('127.0.0.2');
const saysNothing = v4('127.0.0.3');
/** Fails at once, before anybody could listen for it. */
const hasNoRoute = v4('255.255.255.255');
const deadV6 = { address: '::1', family: 6 };

const listenAndStop = `
  const { parentPort, workerData } = require('node:worker_threads');
  require('node:net').createServer().listen({ ...workerData, backlog: 1 }, () => {
    parentPort.postMessage('listening');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });`;

beforeAll(async () => {
  good = createServer((socket) => socket.on('error', () => {}).resume());
  await new Promise<void>((resolve) => good.listen(0, '127.0.0.1', resolve));
  const address = good.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
  const workerData = { host: saysNothing.address, port };
  silent = new Worker(listenAndStop, { eval: true, workerData });
  await once(silent, 'message');
  for (let count = 0; count < 4; count += 1) {
    fillers.push(connect({ host: saysNothing.address, port }).on('error', () => {}));
  }
  // Linux queues one more than asked.
  await Promise.all(fillers.slice(0, 2).map((filler) => once(filler, 'connect')));
});
afterAll(async () => {
  for (const filler of fillers) filler.destroy();
  await silent.terminate();
  await new Promise((resolve) => good.close(resolve));
});

const within = (ms: number) => AbortSignal.timeout(ms);

// dani-garcia/vaultwarden#6301: logos only over one kind of address.
test.each([
  ['alone', [answers]],
  ['behind one that refuses', [refuses, answers]],
  ['before one that refuses', [answers, refuses]],
  ['behind one without a route', [hasNoRoute, answers]],
  ['behind a dead IPv6 address', [deadV6, answers]],
  ['before a dead IPv6 address', [answers, deadV6]],
  ['behind two that say nothing', [saysNothing, saysNothing, answers]],
  ['behind many that fail in each way', [deadV6, refuses, hasNoRoute, saysNothing, answers]],
])('an address that answers is found %s', async (_where, addresses) => {
  const socket = await connectToFirst(addresses, port, within(5000));
  expect(socket.remoteAddress).toBe('127.0.0.1');
  socket.destroy();
});

test.each([
  ['refuses', [refuses]],
  ['has no route', [hasNoRoute]],
  ['is dead, and the other too', [deadV6, refuses]],
])('a host whose address %s is given up at once', async (_what, addresses) => {
  await expect(connectToFirst(addresses, port, within(5000))).rejects.toHaveProperty('code');
});

test('a host without an address is given up at once', async () => {
  await expect(connectToFirst([], port, within(5000))).rejects.toThrow('there is no address');
});

test('one that says nothing is waited for until the time is up', async () => {
  const attempt = connectToFirst([saysNothing, refuses], port, within(600));
  await expect(attempt).rejects.toHaveProperty('name', 'TimeoutError');
});

test('nothing is opened when the time is up already', async () => {
  const signal = AbortSignal.abort(new Error('too late'));
  await expect(connectToFirst([answers], port, signal)).rejects.toThrow('too late');
});

test('a connection ends with the time, though it was opened', async () => {
  const controller = new AbortController();
  const socket = await connectToFirst([answers], port, controller.signal);
  controller.abort();
  expect(socket.destroyed).toBe(true);
});
