import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startListener, type Listener } from '../testing/listener.ts';
import { createStytch, type Stytch } from './client.ts';
import { UnsafeIdError } from './ids.ts';

let upstream: Listener;
let stytch: Stytch;

beforeAll(async () => {
  upstream = await startListener((_request, response) => void response.writeHead(404).end('{}'));
  const projectId = 'project-test-00000000-0000-4000-8000-000000000001';
  stytch = createStytch({ baseUrl: upstream.origin, projectId, secret: 'secret', connections: 4 });
});
afterAll(async () => {
  await stytch.close();
  await upstream.close();
});

/** Characters with a meaning to some path parser, alone and combined. */
const printable = String.raw`. .. ../.. / // \ % %2e %2E%2e %2f %5c %00 ? # ; : @ & = + * ~ | " ' < >
  { } [ ] ^ ! a e\u0301 http://evil.example organization-test- 日本 🚀 ． ／ ․ ‥`;
const pieces = fc.constantFrom(
  ...printable.split(/\s+/),
  ...' \t\r\n\0\u0007\u007F\u0085\u00A0\u00AD\u200B\u202E\u2028\uFEFF\uD800'.split(''),
);
const smuggled = fc.constantFrom<unknown>(null, 0, true, {}, [], ['..'], ['a', 'b'], [['..']]);
const anyId = fc.oneof(
  { weight: 3, arbitrary: pieces },
  { weight: 4, arbitrary: fc.array(pieces, { maxLength: 5 }).map((parts) => parts.join('')) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 220 }) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 6 })
      .map((units) => String.fromCharCode(...units)),
  },
  { weight: 1, arbitrary: smuggled },
);

/** Types only bind at compile time; a caller that breaks them must be refused too. */
function asText(value: unknown): string {
  const unchecked: { value: string } = Object.assign({ value: '' }, { value });
  return unchecked.value;
}

const operations: [name: string, path: RegExp, call: (first: string, second: string) => unknown][] =
  [
    [
      'organizations.get',
      /^\/v1\/b2b\/organizations\/([^/?#]+)$/,
      (id) => stytch.organizations.get(id),
    ],
    [
      'connectedApps.list',
      /^\/v1\/b2b\/organizations\/([^/?#]+)\/connected_apps$/,
      (organizationId) => stytch.connectedApps.list({ organizationId, sessionToken: 't' }),
    ],
    [
      'connectedApps.getChunks',
      /^\/v1\/b2b\/organizations\/([^/?#]+)\/connected_apps\/([^/?#]+)$/,
      (organizationId, app) =>
        stytch.connectedApps.getChunks({ organizationId, sessionToken: 't' }, app),
    ],
    [
      'connectedApps.ofMember',
      /^\/v1\/b2b\/organizations\/([^/?#]+)\/members\/([^/?#]+)\/connected_apps$/,
      (organizationId, member) =>
        stytch.connectedApps.ofMember({ organizationId, sessionToken: 't' }, member),
    ],
    [
      'members.byIds',
      /^\/v1\/b2b\/organizations\/members\/search$/,
      (organizationId, id) => stytch.members.byIds({ organizationId, sessionToken: 't' }, [id]),
    ],
    [
      'members.inDetail',
      /^\/v1\/b2b\/organizations\/members\/search$/,
      (organizationId, id) => stytch.members.inDetail({ organizationId, sessionToken: 't' }, id),
    ],
    [
      'members.byEmail',
      /^\/v1\/b2b\/organizations\/members\/search$/,
      (organizationId, email) =>
        stytch.members.byEmail({ organizationId, sessionToken: 't' }, email),
    ],
    [
      'members.organizationOf',
      /^\/v1\/b2b\/organizations\/members\/dangerously_get\/([^/?#]+)\?include_deleted=true$/,
      (id) => stytch.members.organizationOf(id),
    ],
    [
      'organizations.search',
      /^\/v1\/b2b\/organizations\/search$/,
      (value) => stytch.organizations.search({ email: value }, 10),
    ],
    [
      'members.count',
      /^\/v1\/b2b\/organizations\/members\/search$/,
      (organizationId) => stytch.members.count({ organizationId, sessionToken: 't' }),
    ],
    [
      'discovery.enterOrganization',
      /^\/v1\/b2b\/discovery\/intermediate_sessions\/exchange$/,
      (organizationId, token) => stytch.discovery.enterOrganization(token, organizationId, 60),
    ],
    [
      'totp.authenticate',
      /^\/v1\/b2b\/totp\/authenticate$/,
      (organizationId, memberId) =>
        stytch.totp.authenticate(
          { organizationId, memberId, intermediateSessionToken: 't' },
          '000000',
          60,
        ),
    ],
  ];

describe('no id, whatever it holds,', () => {
  test.each(operations)('takes %s off its path', async (_name, path, call) => {
    await fc.assert(
      fc.asyncProperty(anyId, anyId, async (first, second) => {
        upstream.arrivals.length = 0;
        const error: unknown = await Promise.resolve(call(asText(first), asText(second))).then(
          () => null,
          (reason: unknown) => reason,
        );
        const paths = upstream.arrivals.map((arrival) => arrival.path);
        expect(paths).toHaveLength(error instanceof UnsafeIdError ? 0 : 1);
        for (const sent of paths) {
          expect(sent).toMatch(path);
          const segments = path.exec(sent)?.slice(1) ?? [];
          const ids = [first, second].slice(0, segments.length);
          expect(segments.map(decodeURIComponent)).toEqual(ids);
          // The next reader of the path must find nothing to resolve or to decode into a path.
          const { pathname, search } = new URL(sent, upstream.origin);
          expect(pathname + search).toBe(sent);
          expect(decodeURIComponent(decodeURIComponent(sent))).toMatch(path);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('goes untried: every operation is listed here or takes none', () => {
    const withoutIds = ['discovery.sendEmailCode', 'discovery.authenticateEmailCode'];
    withoutIds.push('sessions.authenticate', 'sessions.revoke', 'rbac.policy');
    const all = Object.entries(stytch).flatMap(([group, members]) =>
      Object.keys(members).map((name) => `${group}.${name}`),
    );
    const listed = operations.map(([name]) => name);
    expect(all.toSorted()).toEqual([...listed, ...withoutIds].toSorted());
  });

  test('reaches a path unless it can stand there as it is', async () => {
    upstream.arrivals.length = 0;
    await expect(stytch.organizations.get('acme-1.0|x')).rejects.toMatchObject({ status: 404 });
    expect(upstream.arrivals.map(({ path }) => path)).toEqual([
      '/v1/b2b/organizations/acme-1.0%7Cx',
    ]);
  });
});
