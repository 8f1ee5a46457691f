import { afterAll, beforeAll, expect, test } from 'vitest';
import { acmeId, noor } from './judge-fixtures.ts';
import { startJudge, type Judge } from './judge.ts';
import { plainHttp } from './plain.ts';

let judge: Judge;
beforeAll(async () => {
  judge = await startJudge();
});
afterAll(() => judge.close());

const lock = (given: object | null) =>
  plainHttp(judge.sandbox).control('POST', 'member', { email: noor, lock: given });

async function lockOf() {
  const { member } = await judge.stytch.organizations.members.get({
    organization_id: acmeId,
    email_address: noor,
  });
  const { is_locked, lock_created_at, lock_expires_at } = member;
  return { is_locked, lock_created_at, lock_expires_at };
}

test('members are locked for a time or for good, and unlocked', async () => {
  const [then, past] = ['2026-03-02T09:30:00Z', '2026-03-02T10:30:00Z'];
  const later = new Date(Date.now() + 3_600_000).toISOString();
  for (const [expiresAt, is_locked] of [
    [null, true],
    [later, true],
    [past, false],
  ] as const) {
    expect((await lock({ createdAt: then, expiresAt })).body).toEqual({ changed: 1 });
    expect(await lockOf()).toEqual({
      is_locked,
      lock_created_at: then,
      lock_expires_at: expiresAt,
    });
  }
  await lock(null);
  const none = { is_locked: false, lock_created_at: null, lock_expires_at: null };
  expect(await lockOf()).toEqual(none);
  expect((await lock({ createdAt: 'yesterday', expiresAt: null })).status).toBe(422);
});
