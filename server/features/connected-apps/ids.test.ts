import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { problemSchema } from '#contract/problem.ts';
import { parseTable, readTruth } from '../../testing/grants.ts';
import { startStack, type Stack } from '../../testing/start.ts';
import type { Visitor } from '../../testing/visitor.ts';

let stack: Stack;
let amara: Visitor;
/** An app that exists, and that only another organization uses. */
let foreign: string;

beforeAll(async () => {
  stack = await startStack();
  amara = await stack.signIn('amara.okafor@acme-robotics.example');
  foreign = (await readTruth(stack, 'globex')).appIds.at(-1) ?? '';
});
afterAll(() => stack.close());
afterEach(() => stack.faults());

const missing = 'connected-app-test-00000000-0000-4000-8000-000000000000';
const malformed = [
  '%2e%2e',
  '%2e',
  '..%2f..',
  '%2f',
  '%5c',
  '%3f',
  '%23',
  '%25',
  '%00',
  '%0d%0a',
  '%E2%80%8B',
  '%F0%9F%9A%80',
  'x',
  '*',
  'undefined',
  '__proto__',
  'constructor',
  missing.toUpperCase(),
  `${missing}%0A`,
  `%20${missing}`,
  missing.slice(0, -1),
  missing.replace('connected-app', 'member'),
  'organization-test-00000000-0000-4000-8000-000000000000',
  'x'.repeat(3000),
];

const image = { 'sec-fetch-dest': 'image', 'sec-fetch-site': 'same-origin' };
const views = [
  ['an app', (id: string) => amara.get(`/api/connected-apps/${id}`)],
  ['its reach', (id: string) => amara.get(`/api/connected-apps/${id}/reach`)],
  ['its logo', (id: string) => amara.send('GET', `/api/connected-apps/${id}/logo`, image)],
] as const;

/** All that a browser can tell of an answer, except for the id of the request and the time. */
function visible({ status, headers, text }: Awaited<ReturnType<Visitor['get']>>) {
  const { instance, ...problem } = z.parse(problemSchema, JSON.parse(text));
  expect(instance).toMatch(/^urn:request:[\w-]{36}$/);
  expect(Object.keys(JSON.parse(text)).toSorted()).toEqual(
    [...Object.keys(problem), 'instance'].toSorted(),
  );
  const { date: _, ...rest } = headers;
  return { status, headers: rest, problem };
}

describe.each(views)('%s', (_name, ask) => {
  test('that never existed is not found', async () => {
    expect(visible(await ask(missing))).toMatchObject({
      status: 404,
      headers: { 'content-type': 'application/problem+json; charset=utf-8' },
      problem: {
        type: `${stack.origin}/problems/not-found`,
        code: 'not-found',
        title: 'Not found',
        status: 404,
        detail: 'There’s nothing here, or you don’t have access to it.',
        retryable: false,
      },
    });
  });

  test("that is another organization's looks the same", async () => {
    expect(visible(await ask(foreign))).toEqual(visible(await ask(missing)));
  });

  test.each(malformed)(
    'with the id %s looks the same, and Stytch never hears of it',
    async (id) => {
      const expected = visible(await ask(missing));
      await stack.takeCalls();
      expect(visible(await ask(id))).toEqual(expected);
      const calls = await stack.takeCalls();
      expect(calls.filter(({ path }) => !path.endsWith('/connected_apps'))).toEqual([]);
    },
  );

  test('of another organization looks the same, even if Stytch answered with no members', async () => {
    const body = { connected_app_id: foreign, name: 'Secret', active_members: [] };
    const expected = visible(await ask(missing));
    const path = '/connected_apps/{connected_app_id}';
    await stack.faults({ kind: 'status', status: 200, path, body });
    expect(visible(await ask(foreign))).toEqual(expected);
  });

  test('of another organization looks the same, even if Stytch spoke of tenancy', async () => {
    const expected = visible(await ask(missing));
    const path = '/connected_apps/{connected_app_id}';
    const errorType = 'session_authorization_tenancy_error';
    await stack.faults({ kind: 'status', status: 403, path, errorType });
    expect(visible(await ask(foreign))).toEqual(expected);
  });
});

test('an address that cannot be decoded is a bad request', async () => {
  const { status, json } = await amara.get('/api/connected-apps/%E0%A4%A');
  expect({ status, code: json.code }).toEqual({ status: 400, code: 'bad-request' });
});

test('an app whose last member has just left is still found while Stytch lists it', async () => {
  const own = (await readTruth(stack, 'acme-robotics')).appIds[0] ?? '';
  const body = {
    connected_app_id: own,
    name: 'Left',
    client_type: 'third_party',
    active_members: [],
  };
  const path = '/connected_apps/{connected_app_id}';
  await stack.faults({ kind: 'status', status: 200, path, body });
  const answer = await amara.get(`/api/connected-apps/${own}`);
  const { app, scopes, scopeSets, members } = parseTable(answer);
  expect({ status: answer.status, app, scopes, scopeSets, held: members.ids.length }).toMatchObject(
    {
      status: 200,
      app: { name: 'Left' },
      scopes: [],
      scopeSets: [],
      held: 0,
    },
  );
});
