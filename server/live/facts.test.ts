import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createStytch, type Stytch } from '../stytch/client.ts';
import { startListener, type Listener } from '../testing/listener.ts';
import { createOrganizationFacts, type OrganizationFacts } from './facts.ts';

const searchSchema = z.object({ organization_ids: z.tuple([z.string()]) });
const minute = 60_000;
let upstream: Listener;
let stytch: Stytch;
let facts: OrganizationFacts;
let clock: number;
/** Paths that answer 500 as long as they are in here. */
const broken = new Set<string>();

/** An organization whose every fact tells which one it is. */
function answerFor(path: string, organizationId: string): object {
  if (path.endsWith('/rbac/policy')) return { policy: { roles: [{ role_id: 'project' }] } };
  if (path.endsWith('/search')) {
    const total = Number(organizationId.slice('organization-'.length));
    return { members: [], results_metadata: { total } };
  }
  return {
    organization: {
      organization_id: organizationId,
      organization_name: `name of ${organizationId}`,
      custom_roles: [{ role_id: `role of ${organizationId}` }],
    },
  };
}

const answer = async (request: IncomingMessage, response: ServerResponse) => {
  const path = request.url ?? '';
  const body = await text(request);
  const search = path.endsWith('/search') ? searchSchema.parse(JSON.parse(body)) : null;
  const organizationId = search?.organization_ids[0] ?? path.split('/').at(-1) ?? '';
  if (broken.has(path)) response.writeHead(500).end('{}');
  else if (request.headers['x-stytch-member-session'] === 'ended') {
    response.writeHead(404).end('{"error_type":"session_not_found"}');
  } else response.end(JSON.stringify(answerFor(path, organizationId)));
};

beforeAll(async () => {
  upstream = await startListener((request, response) => void answer(request, response));
  const projectId = 'project-test-00000000-0000-4000-8000-000000000001';
  stytch = createStytch({ baseUrl: upstream.origin, projectId, secret: 'secret-test-0000' });
});
afterAll(async () => {
  await stytch.close();
  await upstream.close();
});
beforeEach(() => {
  broken.clear();
  clock = 1_000_000;
  facts = createOrganizationFacts(stytch, () => clock);
  upstream.arrivals.length = 0;
});

const ids = Array.from({ length: 20 }, (_, index) => `organization-${index + 1}`);
const callerOf = (organizationId: string, sessionToken = 'alive') => ({
  organizationId,
  sessionToken,
});
const asked = () => upstream.arrivals.length;

test('the facts of an organization are never given for another, however many ask at once', async () => {
  for (const round of [ids, ids.toReversed(), ids]) {
    const found = await Promise.all(
      round.map(async (id) => ({
        name: (await facts.organization(id)).name,
        roles: (await facts.roles(id)).items.map(({ roleId }) => roleId),
        total: await facts.memberCount(callerOf(id)),
      })),
    );
    expect(found).toEqual(
      round.map((id) => ({
        name: `name of ${id}`,
        roles: ['project', `role of ${id}`],
        total: Number(id.slice('organization-'.length)),
      })),
    );
  }
});

describe.each<[fact: string, read: () => Promise<unknown>, path: string, calls: number]>([
  ['the policy', () => facts.policy(), '/v1/b2b/rbac/policy', 1],
  ['the roles', () => facts.roles('organization-1'), '/v1/b2b/organizations/organization-1', 2],
  [
    'the organization',
    () => facts.organization('organization-1'),
    '/v1/b2b/organizations/organization-1',
    1,
  ],
  [
    'the number of members',
    () => facts.memberCount(callerOf('organization-1')),
    '/v1/b2b/organizations/members/search',
    1,
  ],
])('%s', (_fact, read, path, calls) => {
  test('is read once for all who ask at the same time, and kept for a minute', async () => {
    await Promise.all([read(), read(), read()]);
    clock += minute;
    await read();
    expect(asked()).toBe(calls);
    clock += 1;
    await read();
    expect(asked()).toBe(2 * calls);
  });

  test('that could not be read is asked for again at once', async () => {
    broken.add(path);
    await expect(read()).rejects.toMatchObject({ kind: 'error' });
    broken.clear();
    await expect(read()).resolves.toBeDefined();
  });

  test('that could not be read anew is not given as it was', async () => {
    await read();
    broken.add(path);
    clock += minute + 1;
    await expect(read()).rejects.toMatchObject({ kind: 'error' });
  });
});

test('members are counted in the name of whoever asks: a session that has ended fails alone', async () => {
  const [ended, alive] = await Promise.allSettled([
    facts.memberCount(callerOf('organization-7', 'ended')),
    facts.memberCount(callerOf('organization-7', 'alive')),
  ]);
  expect(ended).toMatchObject({ status: 'rejected', reason: { kind: 'session-expired' } });
  expect(alive).toEqual({ status: 'fulfilled', value: 7 });
});
