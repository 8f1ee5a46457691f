import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createStytch, type Stytch } from '../stytch/client.ts';
import { startListener, type Listener } from '../testing/listener.ts';
import { createDirectory, type Directory } from './directory.ts';

let upstream: Listener;
let stytch: Stytch;
let directory: Directory;
let now: number;
/** Ids that Stytch was asked for, one list a call. */
let asked: string[][];
let nameOf: (id: string) => string | null;

const acme = { organizationId: 'organization-test-acme', sessionToken: 'of-acme' };
const globex = { organizationId: 'organization-test-globex', sessionToken: 'of-globex' };
const { signal } = new AbortController();

beforeAll(async () => {
  upstream = await startListener();
  const projectId = 'project-test-00000000-0000-4000-8000-000000000001';
  stytch = createStytch({ baseUrl: upstream.origin, projectId, secret: 'secret-test-0000' });
  upstream.answer = (request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += String(chunk);
    });
    request.on('end', () => {
      const { organization_ids: organizations, query } = JSON.parse(text);
      const ids: string[] = query.operands[0].filter_value;
      asked.push(ids);
      const members = ids.flatMap((id) => {
        const name = nameOf(id);
        if (name === null) return [];
        return [{ member_id: id, organization_id: organizations[0], name, status: 'active' }];
      });
      response.end(JSON.stringify({ members, results_metadata: { total: 0, next_cursor: null } }));
    });
  };
});
afterAll(async () => {
  await stytch.close();
  await upstream.close();
});
beforeEach(() => {
  now = 1_000_000;
  asked = [];
  nameOf = (id) => `Name of ${id}`;
  directory = createDirectory(stytch, () => now);
});

const namesOf = async (caller: typeof acme, ids: string[]) =>
  (await directory.lookUp(caller, ids, signal)).items.map(({ name }) => name);

test('asks only for what nobody has read within the last minute', async () => {
  await namesOf(acme, ['a', 'b']);
  expect(await namesOf({ ...acme, sessionToken: 'of-another' }, ['b', 'c', 'a'])).toEqual([
    'Name of b',
    'Name of c',
    'Name of a',
  ]);
  expect(asked).toEqual([['a', 'b'], ['c']]);
});

test('asks again after a minute, and says what is true then', async () => {
  await namesOf(acme, ['a']);
  now += 60_000;
  nameOf = () => 'New name';
  expect(await namesOf(acme, ['a'])).toEqual(['New name']);
});

test('never gives one organization what another has read', async () => {
  await namesOf(acme, ['a']);
  nameOf = () => null;
  expect(await namesOf(globex, ['a'])).toEqual([]);
  expect(asked).toEqual([['a'], ['a']]);
});

test('remembers that an id is nobody’s', async () => {
  nameOf = () => null;
  await namesOf(acme, ['a']);
  expect(await namesOf(acme, ['a'])).toEqual([]);
  expect(asked).toEqual([['a']]);
});

test('keeps nothing of a read that failed', async () => {
  const { answer } = upstream;
  upstream.answer = (_request, response) => response.writeHead(500).end('{}');
  await expect(namesOf(acme, ['a'])).rejects.toMatchObject({ kind: 'error' });
  upstream.answer = answer;
  expect(await namesOf(acme, ['a'])).toEqual(['Name of a']);
});

const manyIds = (prefix: string) => Array.from({ length: 150_000 }, (_, at) => `${prefix}${at}`);

test('keeps no more than 250,000 members in all', async () => {
  await namesOf(acme, manyIds('a'));
  await namesOf(globex, manyIds('g'));
  asked = [];
  await namesOf(globex, ['g1']);
  expect(asked).toEqual([]);
  await namesOf(acme, ['a1']);
  expect(asked).toEqual([['a1']]);
});
