import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  acme,
  acmeId,
  amara,
  amaraId,
  amaraMember,
  globexId,
  noor,
  tomasz,
  tomaszId,
  unknownId,
  yuki,
} from './judge-fixtures.ts';
import { idOf, refusal, refusalOf, startJudge, success, type Judge } from './judge.ts';

let judge: Judge;
beforeAll(async () => {
  judge = await startJudge();
});
afterAll(() => judge.close());

type Get = Parameters<Judge['stytch']['organizations']['members']['get']>[0];
const get = (request: Get) => judge.stytch.organizations.members.get(request);
type Search = Parameters<Judge['stytch']['organizations']['members']['search']>[0];
const search = (request: Search) => judge.stytch.organizations.members.search(request);

/** The email addresses that the conditions find in Acme. */
async function emailsBy(
  operands: [filter: string, value: unknown][],
  operator = 'AND',
): Promise<string[]> {
  const { members } = await search({
    organization_ids: [acmeId],
    query: {
      operator,
      operands: operands.map(([filter_name, filter_value]) => ({ filter_name, filter_value })),
    },
  });
  return members.map(({ email_address }) => email_address);
}

describe('a member', () => {
  test.each([
    { member_id: amaraId },
    { member_id: 'hr|1001' },
    { email_address: amara },
    { email_address: amara.toUpperCase() },
  ])('is found by %j, whole and with its nulls', async (by) => {
    expect(await get({ organization_id: 'acme-robotics', ...by })).toStrictEqual({
      ...success,
      member_id: amaraId,
      member: amaraMember,
      organization: acme,
    });
  });

  test('is found without their organization too, and deleted ones if asked for', async () => {
    const { organizations } = judge.stytch;
    const found = await organizations.members.dangerouslyGet({ member_id: amaraId });
    expect(found).toStrictEqual({
      ...success,
      member_id: amaraId,
      member: amaraMember,
      organization: acme,
    });
    const { members } = await search({
      organization_ids: [acmeId],
      query: {
        operator: 'AND',
        operands: [{ filter_name: 'statuses', filter_value: ['deleted'] }],
      },
    });
    const member_id = members[0]?.member_id ?? '';
    const missing = refusal(404, 'member_not_found');
    const anywhere = (request: { member_id: string; include_deleted?: boolean }) =>
      organizations.members.dangerouslyGet(request);
    expect(await refusalOf(anywhere({ member_id }))).toStrictEqual(missing);
    expect((await anywhere({ member_id, include_deleted: true })).member.status).toBe('deleted');
    expect(await refusalOf(anywhere({ member_id: unknownId('member') }))).toStrictEqual(missing);
  });

  test('with second factors has a phone number and an authenticator app', async () => {
    const { member } = await get({ organization_id: globexId, email_address: yuki });
    expect(member).toMatchObject({
      mfa_enrolled: true,
      mfa_phone_number: '+15005550006',
      mfa_phone_number_verified: true,
      default_mfa_method: 'totp',
      totp_registration_id: idOf('member-totp'),
    });
  });

  test.each([
    { member_id: unknownId('member') },
    { email_address: 'nobody@acme-robotics.example' },
    { email_address: yuki },
    { email_address: 'ananya.sharma34@acme-robotics.example' },
  ])('is not found by %j: unknown, of another organization or deleted', async (by) => {
    const refused = await refusalOf(get({ organization_id: acmeId, ...by }));
    expect(refused).toStrictEqual(refusal(404, 'member_not_found'));
  });

  test('must be asked for by something', async () => {
    const refused = await refusalOf(get({ organization_id: acmeId }));
    expect(refused).toStrictEqual(refusal(400, 'invalid_member_get_fields'));
  });
});

describe('searching members', () => {
  test('finds all but the deleted ones, a hundred at a time', async () => {
    const { members, ...rest } = await search({ organization_ids: [acmeId] });
    expect(rest).toStrictEqual({
      ...success,
      results_metadata: { total: 38, next_cursor: null },
      organizations: { [acmeId]: acme },
    });
    expect(members).toHaveLength(38);
    expect(members[0]).toStrictEqual(amaraMember);
    const globex = await search({ organization_ids: [globexId] });
    expect(globex.members).toHaveLength(100);
    expect(globex.results_metadata).toStrictEqual({
      total: 1204,
      next_cursor: expect.stringMatching(/^[\w-]+$/),
    });
  });

  test('goes by cursor in pages of up to a thousand and meets everybody once', async () => {
    const ids: string[] = [];
    const sizes: number[] = [];
    let cursor: string | undefined;
    do {
      const { members, results_metadata } = await search({
        organization_ids: ['globex'],
        limit: 1000,
        ...(cursor === undefined ? {} : { cursor }),
      });
      ids.push(...members.map(({ member_id }) => member_id));
      sizes.push(members.length);
      cursor = results_metadata.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect({ sizes, distinct: new Set(ids).size }).toEqual({ sizes: [1000, 204], distinct: 1204 });
  });

  test('covers several organizations, each once', async () => {
    const { results_metadata, organizations } = await search({
      organization_ids: [acmeId, 'acme-robotics', 'hooli'],
    });
    expect(results_metadata.total).toBe(39);
    expect(Object.values(organizations).map((one) => one.organization_slug)).toEqual([
      'acme-robotics',
      'hooli',
    ]);
  });

  const fox = 'fox@acme-robotics.example';
  const priya = 'priya.raghunathan@consulting.example';
  test.each<[filter: string, value: unknown, emails: string[]]>([
    ['member_ids', [tomaszId, amaraId, amaraId, unknownId('member')], [amara, tomasz]],
    ['member_ids', ['hr|1001', 'hr|none'], [amara]],
    ['member_emails', [fox, 'nobody@acme-robotics.example'], [fox]],
    ['member_email_fuzzy', 'OKAFOR', [amara, 'kofi.okafor@acme-robotics.example']],
    ['member_is_breakglass', true, []],
    ['member_password_exists', true, []],
    ['member_roles', ['stytch_admin'], [amara, priya]],
    ['member_roles', ['consent_reader', 'consent_manager'], [noor]],
    ['member_phone_numbers', ['+15005550006'], []],
    ['member_mfa_phone_number_fuzzy', '555', []],
    [
      'statuses',
      ['pending'],
      ['mallory@acme-robotics.example', 'misaki.sato29@acme-robotics.example'],
    ],
    [
      'statuses',
      ['deleted', 'invited'],
      ['ananya.sharma34@acme-robotics.example', 'xiaoming.wang35@acme-robotics.example'],
    ],
  ])('by %s %j finds %j', async (filter, value, emails) => {
    expect((await emailsBy([[filter, value]])).toSorted()).toEqual(emails.toSorted());
  });

  test.each(['member_phone_number', 'member_mfa_phone_number'])(
    'by %ss finds those with a second factor',
    async (filter) => {
      for (const [filter_name, filter_value] of [
        [`${filter}s`, ['+15005550006']],
        [`${filter}_fuzzy`, '5555'],
        [`${filter}_fuzzy`, '5550'],
      ] as const) {
        const query = { operator: 'AND', operands: [{ filter_name, filter_value }] };
        const { members } = await search({ organization_ids: [globexId], query });
        expect(members.map(({ email_address }) => email_address)).toEqual(
          filter_value === '5555' ? [] : [yuki],
        );
      }
    },
  );

  test('joins conditions by AND and by OR, and none lets everybody through', async () => {
    const conditions: [string, unknown][] = [
      ['member_ids', [amaraId]],
      ['member_email_fuzzy', 'fox@'],
    ];
    expect(await emailsBy(conditions)).toEqual([]);
    expect(await emailsBy(conditions, 'OR')).toEqual([amara, fox]);
    expect(await emailsBy([])).toHaveLength(38);
    expect(await emailsBy([], 'OR')).toHaveLength(38);
  });

  test('takes a thousand ids at once and no more', async () => {
    const ids = Array.from({ length: 1001 }, () => amaraId);
    expect(await emailsBy([['member_ids', ids.slice(1)]])).toEqual([amara]);
    const refused = await refusalOf(emailsBy([['member_ids', ids]]));
    expect(refused).toStrictEqual(refusal(400, 'bad_request'));
  });

  test.each<[filter: string, value: unknown, errorType: string]>([
    ['name', 'x', 'member_search_filter_name_not_recognized'],
    ['member_ids', 'x', 'member_search_expected_array_of_strings'],
    [
      'member_ids',
      [amaraId, 'hr|1001'],
      'member_search_cannot_mix_internal_and_external_member_ids',
    ],
    ['member_is_breakglass', 'yes', 'member_search_expected_boolean'],
    ['member_email_fuzzy', 3, 'member_search_expected_string'],
    ['member_email_fuzzy', 'ab', 'member_search_member_email_fuzzy_too_short'],
    ['member_roles', null, 'member_search_missing_filter_value'],
    ['statuses', ['asleep'], 'search_invalid_status_filter'],
  ])('by %s %j is refused as %s', async (filter, value, errorType) => {
    expect(await refusalOf(emailsBy([[filter, value]]))).toStrictEqual(refusal(400, errorType));
  });

  test('names the organizations of the members found, and of no others', async () => {
    const query = {
      operator: 'AND',
      operands: [{ filter_name: 'member_emails', filter_value: [yuki] }],
    };
    const { organizations } = await search({ organization_ids: [acmeId, globexId], query });
    expect(Object.keys(organizations)).toEqual([globexId]);
  });

  test('needs organizations that exist, a limit within bounds and a cursor of its own', async () => {
    const refused = await Promise.all([
      refusalOf(search({ organization_ids: [] })),
      refusalOf(search({ organization_ids: [acmeId, 'no-such-slug'] })),
      refusalOf(search({ organization_ids: [acmeId], limit: 1001 })),
      refusalOf(search({ organization_ids: [acmeId], limit: -1 })),
      refusalOf(search({ organization_ids: [acmeId], cursor: '10' })),
    ]);
    expect(refused).toStrictEqual([
      refusal(400, 'member_search_organization_ids_empty'),
      refusal(404, 'organization_not_found'),
      refusal(400, 'bad_request'),
      refusal(400, 'bad_request'),
      refusal(400, 'bad_request'),
    ]);
  });
});
