import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startListener, type Listener } from '../testing/listener.ts';
import { createStytch, type Stytch } from './client.ts';

const caller = { organizationId: 'organization-test-1', sessionToken: 'token' };
let upstream: Listener;
let stytch: Stytch;
/** Bodies of the searches, oldest first. */
let searches: {
  limit: number;
  cursor?: string;
  query?: { operands: { filter_name: string; filter_value: string[] }[] };
}[];

beforeAll(async () => {
  upstream = await startListener();
});
afterAll(() => upstream.close());
beforeEach(() => {
  searches = [];
  const projectId = 'project-test-00000000-0000-4000-8000-000000000001';
  stytch = createStytch({ baseUrl: upstream.origin, projectId, secret: 'secret-test-0000' });
});
afterEach(() => stytch.close());

/** Responds to each search with the result of `reply`; a number is an error status. */
function answerSearches(reply: (search: (typeof searches)[number]) => object | number) {
  upstream.answer = (request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += String(chunk);
    });
    request.on('end', () => {
      const search: (typeof searches)[number] = JSON.parse(text);
      searches.push(search);
      const answer = reply(search);
      if (typeof answer === 'number') {
        response.writeHead(answer).end(`{"status_code":${answer},"error_type":"bad_request"}`);
      } else response.end(JSON.stringify(answer));
    });
  };
}

const member = (id: string, organizationId = caller.organizationId) => ({
  member_id: id,
  organization_id: organizationId,
  name: `Name of ${id}`,
  email_address: `${id}@example.com`,
  status: 'active',
});
/** The ids that a search asks for. */
const idsIn = ({ query }: (typeof searches)[number]) => query?.operands[0]?.filter_value ?? [];
const ids = (count: number) => Array.from({ length: count }, (_, index) => `m${index}`);
const page = (members: object[], next_cursor: string | null = null, total = members.length) => ({
  members,
  results_metadata: { total, next_cursor },
});

describe('members by id', () => {
  test('are asked for in every status, in one page of their number', async () => {
    answerSearches(() => page([member('m0'), member('m1')]));
    const found = await stytch.members.byIds(caller, ids(2));
    expect(found.items.map(({ name }) => name)).toEqual(['Name of m0', 'Name of m1']);
    expect(searches).toEqual([
      {
        organization_ids: [caller.organizationId],
        limit: 2,
        query: {
          operator: 'AND',
          operands: [
            { filter_name: 'member_ids', filter_value: ['m0', 'm1'] },
            {
              filter_name: 'statuses',
              filter_value: ['active', 'pending', 'invited', 'deleted'],
            },
          ],
        },
      },
    ]);
  });

  test('are read to the last page', async () => {
    answerSearches(({ cursor }) =>
      cursor === undefined ? page([member('m0')], 'more') : page([member('m1')]),
    );
    const found = await stytch.members.byIds(caller, ids(2));
    expect(found.items.map(({ memberId }) => memberId)).toEqual(['m0', 'm1']);
    expect(searches.map(({ cursor }) => cursor)).toEqual([undefined, 'more']);
  });

  // https://github.com/restfb/restfb/issues/916
  test.each<[what: string, cursors: string[], members: string[], searches: number]>([
    ['an empty cursor', [''], ['m0', 'm1'], 1],
    ['the same cursor every time', ['abc'], ['m0', 'm1'], 2],
    ['two cursors in turn', ['abc', 'def'], ['m0', 'm1'], 2],
    ['pages of nobody with a cursor', ['abc', 'def', 'ghi'], [], 1],
  ])('end with %s', async (_what, cursors, found, most) => {
    answerSearches(() =>
      page(
        found.map((id) => member(id)),
        cursors[searches.length % cursors.length],
      ),
    );
    const read = await stytch.members.byIds(caller, ids(60));
    expect(read.items.map(({ memberId }) => memberId)).toEqual(found);
    expect(searches).toHaveLength(most);
  });

  test('end after as many pages as there could be, whatever comes', async () => {
    answerSearches(() => page([member(`m${searches.length}`)], `cursor ${searches.length}`));
    await stytch.members.byIds(caller, ids(1000));
    expect(searches).toHaveLength(11);
  });

  test('that nobody asked for are not taken', async () => {
    answerSearches(() => page([member('m0'), member('stranger')]));
    expect((await stytch.members.byIds(caller, ids(2))).items).toHaveLength(1);
  });

  test.each<[what: string, wrong: unknown]>([
    ['null', null],
    ['a text', 'm1'],
    ['a name that is a number', { ...member('m1'), name: 5 }],
    ['no organization', { ...member('m1'), organization_id: undefined }],
    ['no id', { ...member('m1'), member_id: undefined }],
    ['roles that are words', { ...member('m1'), roles: ['stytch_admin'] }],
  ])('of which one is %s are read but for that one, which is counted', async (_what, wrong) => {
    answerSearches(() => ({
      members: [member('m0'), wrong, member('m2')],
      results_metadata: null,
    }));
    const read = await stytch.members.byIds(caller, ids(3));
    expect(read.items.map(({ memberId }) => memberId)).toEqual(['m0', 'm2']);
    expect(read.unreadable).toBe(1);
  });

  test.each([{ members: null }, { members: [] }, { request_id: 'request-id-test-1' }])(
    'of whom Stytch says %j are nobody',
    async (answer) => {
      answerSearches(() => answer);
      expect(await stytch.members.byIds(caller, ids(2))).toEqual({ items: [], unreadable: 0 });
    },
  );

  test('are not nobody because something else than Stytch answers 200', async () => {
    answerSearches(() => ({ message: 'Please sign in to this network.' }));
    await expect(stytch.members.byIds(caller, ids(2))).rejects.toMatchObject({ kind: 'invalid' });
  });

  test('of another organization are left out, should they ever come', async () => {
    answerSearches(() => page([member('m0'), member('m1', 'organization-test-2')]));
    const found = await stytch.members.byIds(caller, ids(2));
    expect(found.items.map(({ memberId }) => memberId)).toEqual(['m0']);
  });

  test('that are too many for one search are asked for in halves', async () => {
    answerSearches((search) =>
      search.limit > 120 ? 400 : page(idsIn(search).map((id) => member(id))),
    );
    const found = await stytch.members.byIds(caller, ids(401));
    const accepted = searches.map(({ limit }) => limit).filter((limit) => limit <= 120);
    expect(accepted.toSorted((a, b) => a - b)).toEqual([100, 100, 100, 101]);
    expect(found.items).toHaveLength(401);
  });

  test('are asked for in batches of the size that was accepted before', async () => {
    answerSearches(({ limit }) => (limit > 120 ? 400 : page([member('m0')])));
    await stytch.members.byIds(caller, ids(401));
    searches = [];
    await stytch.members.byIds(caller, ids(250));
    const limits = searches.map(({ limit }) => limit);
    expect(limits.toSorted((a, b) => b - a)).toEqual([100, 100, 50]);
  });

  test('of more than Stytch’s largest page are asked for in several at once', async () => {
    answerSearches(() => page([]));
    await stytch.members.byIds(caller, ids(2500));
    expect(new Set(searches.map(({ limit }) => limit))).toEqual(new Set([1000, 500]));
    expect(searches).toHaveLength(3);
  });

  test('are not halved below the page that is certain to be taken', async () => {
    answerSearches(() => 400);
    await expect(stytch.members.byIds(caller, ids(100))).rejects.toMatchObject({ kind: 'refused' });
    expect(searches).toHaveLength(1);
  });

  test('are not halved for a failure of another kind', async () => {
    answerSearches(() => 500);
    await expect(stytch.members.byIds(caller, ids(300))).rejects.toMatchObject({ kind: 'error' });
    expect(searches).toHaveLength(1);
  });
});

describe('the number of members', () => {
  test.each([
    [1204, 1204],
    [0, 0],
    [-1, null],
    [null, null],
    [undefined, null],
  ])('is, where the total says %s, %s', async (total, expected) => {
    answerSearches(() => ({ members: [], results_metadata: { total, next_cursor: null } }));
    expect(await stytch.members.count(caller)).toBe(expected);
    expect(searches).toEqual([{ organization_ids: [caller.organizationId], limit: 1 }]);
  });
});

describe('one member in detail', () => {
  const locked = {
    ...member('m0'),
    is_locked: true,
    lock_created_at: '2026-03-02T09:30:00Z',
    lock_expires_at: null,
  };

  test('is told with their lock, and whose call it was', async () => {
    answerSearches(() => ({ ...page([locked]), request_id: 'request-id-test-1' }));
    const told: string[] = [];
    const found = await stytch.members.inDetail(caller, 'm0', {
      onRequestId: (id) => told.push(id),
    });
    expect(found).toMatchObject({
      memberId: 'm0',
      isLocked: true,
      lockedSince: Date.parse('2026-03-02T09:30:00Z'),
      lockedUntil: null,
    });
    expect(told).toEqual(['request-id-test-1']);
    expect(searches).toMatchObject([{ limit: 1 }]);
  });

  test('is nobody where Stytch knows none, or one of another organization', async () => {
    answerSearches(() => page([]));
    expect(await stytch.members.inDetail(caller, 'm0')).toBeNull();
    answerSearches(() => page([{ ...locked, organization_id: 'organization-test-2' }]));
    expect(await stytch.members.inDetail(caller, 'm0')).toBeNull();
  });

  test('whose answer does not say whether they are locked is no answer, and its id is not told', async () => {
    answerSearches(() => ({ ...page([member('m0')]), request_id: 'request-id-test-1' }));
    const told: string[] = [];
    const reading = stytch.members.inDetail(caller, 'm0', { onRequestId: (id) => told.push(id) });
    await expect(reading).rejects.toMatchObject({
      kind: 'invalid',
      upstreamRequestId: 'request-id-test-1',
    });
    expect(told).toEqual([]);
  });

  test('has no times where Stytch writes none that can be read', async () => {
    answerSearches(() => page([{ ...locked, lock_created_at: 'soon', lock_expires_at: 7 }]));
    const found = await stytch.members.inDetail(caller, 'm0');
    expect(found).toMatchObject({ isLocked: true, lockedSince: null, lockedUntil: null });
  });
});
