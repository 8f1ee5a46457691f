import { Agent, request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plainHttp } from './plain.ts';
import { startSandbox, type Sandbox } from './server.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

test('idle-reset ends a connection that answered before, and leaves a new one alone', async () => {
  const fault = { kind: 'idle-reset', path: 'rbac/policy', times: 1 };
  await plainHttp(sandbox).control('PUT', 'faults', [fault]);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { hostname, port } = new URL(sandbox.origin);
  const authorization = `Basic ${btoa(`${sandbox.projectId}:${sandbox.secret}`)}`;
  const options = {
    agent,
    hostname,
    port,
    path: '/v1/b2b/rbac/policy',
    headers: { authorization },
  };
  const call = () =>
    new Promise<number | undefined>((resolve, reject) => {
      request(options, (response) => {
        response.resume().on('end', () => resolve(response.statusCode));
      })
        .on('error', reject)
        .end();
    });
  expect(await call()).toBe(200);
  await expect(call()).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect([await call(), await call()]).toEqual([200, 200]);
  agent.destroy();
});
