import { afterAll, beforeAll, expect, test } from 'vitest';
import { pathPart } from '#contract/path-part.ts';
import { readActivity } from '../../testing/desk.ts';
import { parseTable, readTruth } from '../../testing/grants.ts';
import { startStack, type Stack } from '../../testing/start.ts';
import type { Visitor } from '../../testing/visitor.ts';

/** A client that is known by its metadata document alone, as Stytch might list it. */
const agent = 'https://agent.example/oauth/client.json';
const path = `/api/connected-apps/${pathPart(agent)}`;
let stack: Stack;
let amara: Visitor;
let member: string;

beforeAll(async () => {
  stack = await startStack();
  const { grants } = await readTruth(stack, 'acme-robotics');
  member = [...grants.values()].flatMap((holders) => [...holders.keys()])[0] ?? '';
  const holders = [{ memberId: member, scopes: ['documents:read'] }];
  const apps = [{ clientId: agent, name: 'Agent', holders }];
  await stack.control('PUT', 'grants/acme-robotics', { apps });
  amara = await stack.signIn('amara.okafor@acme-robotics.example');
});
afterAll(() => stack.close());

test('an app whose id is a URL is listed and read as any other', async () => {
  const list = await amara.get('/api/connected-apps');
  expect(list.json).toMatchObject({ apps: [{ id: agent, name: 'Agent' }] });
  const table = await amara.get(path);
  expect(table.status).toBe(200);
  const { app, members } = parseTable(table);
  expect([app.id, members.ids.length, members.ids.at(0)]).toEqual([agent, 1, member]);
  expect((await amara.get(`${path}/reach`)).json).toMatchObject({ people: 1 });
});

test('it is diagnosed, and both are on the record', async () => {
  const diagnosis = await amara.post('/api/diagnosis', { member, app: agent });
  expect(diagnosis.json).toMatchObject({ app: { id: agent, name: 'Agent' } });
  const { events } = await readActivity(amara, { app: agent });
  expect(events.map(({ event, target, also }) => [event, target?.id, also?.id])).toEqual([
    ['member-diagnosed', member, agent],
    ['app-viewed', agent, undefined],
  ]);
});

test('a URL that is no app is not found, and is not written down', async () => {
  const other = 'https://agent.example/amara-okafor/is-ill.json';
  expect((await amara.get(`/api/connected-apps/${pathPart(other)}`)).status).toBe(404);
  expect((await amara.post('/api/diagnosis', { member, app: other })).status).toBe(404);
  const { events } = await readActivity(amara, { text: 'is-ill' });
  expect(events).toEqual([]);
});
