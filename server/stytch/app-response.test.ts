import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestOf, readAppResponse, requestIdNear, type AppResponse } from './app-response.ts';
import { scanGrants } from './scan-grants.ts';
import { scopesOf } from './scope-names.ts';
import { appResponseSchema } from './wire.ts';

const head = {
  request_id: 'request-id-test-1',
  status_code: 200,
  connected_app_id: 'connected-app-test-1',
  name: 'Foundry "Notes" ]}',
  description: 'a \\ b',
  client_type: 'third_party',
  logo_url: null,
};
const body = (members: unknown, extra: object = {}) =>
  JSON.stringify({ ...head, ...extra, active_members: members });

/** The response as the schema reads it, in the shape that the byte scanner returns. */
function plainly(text: string) {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = appResponseSchema.safeParse(json);
  if (!parsed.success) return null;
  const members = new Map<string, string[]>();
  for (const { memberId, grantedScopes } of parsed.data.grants.items) {
    members.set(memberId, [...(members.get(memberId) ?? []), ...grantedScopes]);
  }
  return {
    app: parsed.data.app,
    members: Array.from(members, ([id, written]) => [id, scopesOf(written)]),
    unreadable: parsed.data.grants.unreadable,
  };
}

function idAt(ids: AppResponse['ids'], row: number): string {
  if ('plain' in ids) return ids.plain[row] ?? '';
  const hex = Buffer.from(ids.uuids.subarray(row * 16, row * 16 + 16)).toString('hex');
  return ids.prefix + hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function quickly(text: string) {
  const answer = readAppResponse(Buffer.from(text));
  if (answer === null) return null;
  const members = Array.from(answer.sets, (set, row) => [idAt(answer.ids, row), answer.lists[set]]);
  return { app: answer.app, members, unreadable: answer.unreadable };
}

const idOf = (digit: number) => `member-test-0123abcd-ef45-4678-89ab-00000000000${digit}`;
const usual = [
  { member_id: idOf(1), granted_scopes: ['openid', 'documents:read'] },
  { member_id: idOf(2), granted_scopes: [] },
  { member_id: idOf(3), granted_scopes: ['openid', 'documents:read'] },
];
const renamed = (member_id: string) => [...usual, { member_id, granted_scopes: ['x'] }];

test.each([
  ['no members', body([])],
  ['the usual form', body(usual)],
  ['keys in another place', JSON.stringify({ active_members: usual, ...head })],
  ['blanks', JSON.stringify({ ...head, active_members: usual }, null, 2)],
])('reads %s off the bytes', (_what, text) => {
  expect(scanGrants(Buffer.from(text))).not.toBeNull();
  expect(quickly(text)).toEqual(plainly(text));
  expect(quickly(text)).not.toBeNull();
});

test.each([
  ['unknown fields', body(usual.map((grant) => ({ ...grant, since: 'today' })))],
  ['fields in another order', body([{ granted_scopes: ['a'], member_id: 'm' }])],
  ['scopes as one text', body([{ member_id: 'm', scopes_granted: 'a b' }])],
  ['null scopes', body([{ member_id: 'm', granted_scopes: null }])],
  ['a bracket in a scope', body([{ member_id: 'm', granted_scopes: ['a]', '["b'] }])],
  ['an id with an escape', body([{ member_id: 'm"\\', granted_scopes: ['a'] }])],
  ['a member twice', body(renamed(idOf(1)))],
  ['an id that is no UUID', body(renamed('member-test-1'))],
  ['an id with another prefix', body(renamed(idOf(4).replace('test', 'live')))],
  ['an id in capitals', body(renamed(idOf(4).toUpperCase()))],
  ['an id that is too long', body(renamed(`${idOf(4)}5`))],
  ['a hyphen elsewhere', body(renamed(idOf(4).replace('abcd-e', 'abc-de')))],
  ['ids with an accent', body([{ member_id: `é${idOf(4)}`, granted_scopes: ['a'] }])],
  ['ids without a prefix', body([{ member_id: idOf(4).slice(12), granted_scopes: ['a'] }])],
  ['null members', body(null)],
  ['a member without an id', body([...usual, { granted_scopes: [] }])],
  ['a member without scopes', body([...usual, { member_id: 'm' }])],
  ['scopes that are no texts', body([...usual, { member_id: 'm', granted_scopes: [1] }])],
  ['scopes that are a number', body([...usual, { member_id: 'm', granted_scopes: 5 }])],
  ['a member that is null', body([...usual, null])],
  [
    'scopes run together',
    body([{ member_id: idOf(1), granted_scopes: ['openid files:read,x y'] }]),
  ],
  ['members twice', body(usual).replace('{', '{"active_members":[],')],
  ['a nested list of members', body(usual, { nested: { active_members: [1] } })],
])('reads %s as the schema does', (_what, text) => {
  expect(quickly(text)).toEqual(plainly(text));
  expect(quickly(text)).not.toBeNull();
});

test.each([
  ['no list of members', JSON.stringify(head)],
  ['members that are no list', body({})],
  ['no app id', body(usual, { connected_app_id: 7 })],
  ['a comma too many', body(usual).replace('}]', '},]')],
  ['a comma too few', body(usual).replace('},{', '}{')],
  ['an end too early', body(usual).slice(0, -1)],
  ['something behind the end', `${body(usual)}x`],
  ['a list', '[]'],
  ['nothing', ''],
])('refuses %s', (_what, text) => {
  expect(readAppResponse(Buffer.from(text))).toBeNull();
});

test('says what the schema says, whatever one byte of an answer becomes', () => {
  const text = Buffer.from(body(usual));
  fc.assert(
    fc.property(
      fc.nat(text.length - 1),
      fc.constantFrom(...Buffer.from('{}[],:"\\ 1a\n')),
      (at, byte) => {
        const changed = Buffer.from(text);
        changed[at] = byte;
        expect(quickly(changed.toString())).toEqual(plainly(changed.toString()));
      },
    ),
    { numRuns: 3000 },
  );
});

test('says what the schema says, whatever the members are', () => {
  const grant = fc.record(
    {
      member_id: fc.oneof(fc.string(), fc.constantFrom('m1', idOf(1), idOf(2)), fc.jsonValue()),
      granted_scopes: fc.oneof(fc.array(fc.string({ unit: 'binary' })), fc.jsonValue()),
      scopes_granted: fc.jsonValue(),
      other: fc.jsonValue(),
    },
    { requiredKeys: ['member_id', 'granted_scopes'] },
  );
  fc.assert(
    fc.property(fc.array(grant), (members) => {
      expect(quickly(body(members))).toEqual(plainly(body(members)));
    }),
    { numRuns: 500 },
  );
});

const digestOfText = (text: string) => digestOf([Buffer.from(text)]);

test('the digest is that of what is said, not of the request id', async () => {
  const text = body(usual);
  const other = text.replace('request-id-test-1', 'request-id-test-22');
  expect(await digestOfText(other)).toBe(await digestOfText(text));
  const changed = text.replace('openid', 'openix');
  expect(await digestOfText(changed)).not.toBe(await digestOfText(text));
});

const digestOfName = (name: string) => digestOfText(body([], { request_id: undefined, name }));

test('a text that looks like a request id counts', async () => {
  const [one, two] = await Promise.all(
    ['"request_id":"1"', '"request_id":"2"'].map((name) => digestOfName(name)),
  );
  expect(one).not.toBe(two);
});

test('the digest is the same however the bytes came, at either end of which the request id is', async () => {
  const long = Array.from({ length: 60 }, (_, row) => ({
    member_id: `m${row}`,
    granted_scopes: ['a'],
  }));
  const { request_id: _id, ...rest } = head;
  const texts = [
    (id: string) => JSON.stringify({ ...rest, active_members: long, request_id: id }),
    (id: string) => JSON.stringify({ request_id: id, ...rest, active_members: long }),
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...texts), fc.array(fc.nat(3000)), async (text, places) => {
      const bytes = Buffer.from(text('request-id-test-333'));
      const cuts = [0, ...places.toSorted((a, b) => a - b), bytes.length];
      const chunks = cuts.map((from, index) => bytes.subarray(from, cuts[index + 1]));
      expect(await digestOf(chunks)).toBe(await digestOfText(text('request-id-test-4')));
      expect(requestIdNear(chunks)).toBe('request-id-test-333');
    }),
  );
});

test('there is no request id where an answer has none, or one that is none', () => {
  for (const id of [undefined, '', 'a b', 'x'.repeat(101)]) {
    expect(requestIdNear([Buffer.from(body(usual, { request_id: id }))])).toBeNull();
  }
});

test('a long answer is digested in steps, to the same end', async () => {
  const bytes = Buffer.alloc(9_000_000, 'a');
  const chunks = Array.from({ length: 140 }, (_, at) =>
    bytes.subarray(at * 65_536, (at + 1) * 65_536),
  );
  let turns = 0;
  const counting = setInterval(() => (turns += 1), 0);
  expect(await digestOf(chunks)).toBe(await digestOf([bytes]));
  clearInterval(counting);
  expect(turns).toBeGreaterThan(0);
});
