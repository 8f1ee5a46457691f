import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestOf, readAppAnswer } from './app-answer.ts';
import { scanGrants } from './scan-grants.ts';
import { appAnswerSchema } from './wire.ts';

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

/** The answer as the schema reads it, in the form in which the bytes are read. */
function plainly(text: string) {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = appAnswerSchema.safeParse(json);
  if (!parsed.success) return null;
  const members = new Map<string, string[]>();
  for (const { memberId, grantedScopes } of parsed.data.grants) {
    members.set(memberId, [...(members.get(memberId) ?? []), ...grantedScopes]);
  }
  return { app: parsed.data.app, members: [...members] };
}

function quickly(text: string) {
  const answer = readAppAnswer(Buffer.from(text));
  if (answer === null) return null;
  const ids: unknown = JSON.parse(answer.idsJson.toString('utf8'));
  if (!Array.isArray(ids)) return null;
  const members = ids.map((id: unknown, row) => [id, answer.lists[answer.sets[row] ?? -1]]);
  return { app: answer.app, members };
}

const usual = [
  { member_id: 'member-test-1', granted_scopes: ['openid', 'documents:read'] },
  { member_id: 'member-test-2', granted_scopes: [] },
  { member_id: 'member-test-3', granted_scopes: ['openid', 'documents:read'] },
];

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
  ['a member twice', body([...usual, { member_id: 'member-test-1', granted_scopes: ['x'] }])],
  ['members twice', body(usual).replace('{', '{"active_members":[],')],
  ['a nested list of members', body(usual, { nested: { active_members: [1] } })],
])('reads %s as the schema does', (_what, text) => {
  expect(quickly(text)).toEqual(plainly(text));
  expect(quickly(text)).not.toBeNull();
});

test.each([
  ['no list of members', JSON.stringify(head)],
  ['members that are no list', body({})],
  ['a member without an id', body([{ granted_scopes: [] }])],
  ['scopes that are no texts', body([{ member_id: 'm', granted_scopes: [1] }])],
  ['no app id', body(usual, { connected_app_id: 7 })],
  ['a comma too many', body(usual).replace('}]', '},]')],
  ['a comma too few', body(usual).replace('},{', '}{')],
  ['an end too early', body(usual).slice(0, -1)],
  ['something behind the end', `${body(usual)}x`],
  ['a list', '[]'],
  ['nothing', ''],
])('refuses %s', (_what, text) => {
  expect(readAppAnswer(Buffer.from(text))).toBeNull();
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
      member_id: fc.oneof(fc.string(), fc.constantFrom('m1', 'm2'), fc.jsonValue()),
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

test('the digest is that of what is said, not of the request id', () => {
  const text = body(usual);
  const other = text.replace('request-id-test-1', 'request-id-test-22');
  expect(digestOf(Buffer.from(other))).toBe(digestOf(Buffer.from(text)));
  expect(digestOf(Buffer.from(text.replace('openid', 'openix')))).not.toBe(
    digestOf(Buffer.from(text)),
  );
});

const digestOfName = (name: string) =>
  digestOf(Buffer.from(body([], { request_id: undefined, name })));

test('a text that looks like a request id counts', () => {
  expect(digestOfName('"request_id":"1"')).not.toBe(digestOfName('"request_id":"2"'));
});
