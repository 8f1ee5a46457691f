import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { acmeId, amara } from './judge-fixtures.ts';
import { createClient, refusal, refusalOf } from './judge.ts';
import { startSandbox } from './server.ts';

let directory = '';
let sessionsFile = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'grantscope-sandbox-'));
  sessionsFile = join(directory, 'not-yet-there', 'sessions.json');
});
afterEach(() => rmSync(directory, { recursive: true }));

/** Runs a sandbox over the file while `work` runs. */
async function withSandbox<T>(work: (stytch: ReturnType<typeof createClient>) => Promise<T>) {
  const sandbox = await startSandbox({ sessionsFile });
  try {
    return await work(createClient(sandbox));
  } finally {
    await sandbox.close();
  }
}

async function signIn(stytch: ReturnType<typeof createClient>) {
  const credentials = { email_address: amara, code: '000000' };
  const { intermediate_session_token } =
    await stytch.otps.email.discovery.authenticate(credentials);
  const request = { intermediate_session_token, organization_id: acmeId };
  return await stytch.discovery.intermediateSessions.exchange(request);
}

test('a session outlives the sandbox, its JWT does not', async () => {
  const { session_token, session_jwt, member_session } = await withSandbox(signIn);
  const [again, dead] = await withSandbox(async ({ sessions }) => [
    await sessions.authenticate({ session_token }),
    await refusalOf(sessions.authenticate({ session_jwt })),
  ]);
  expect(again).toMatchObject({
    session_token,
    member_session: { member_session_id: member_session?.member_session_id },
  });
  expect(dead).toStrictEqual(refusal(404, 'session_not_found'));
});

test('a revoked session stays revoked', async () => {
  const { session_token } = await withSandbox(async (stytch) => {
    const entered = await signIn(stytch);
    await stytch.sessions.revoke({ session_token: entered.session_token });
    return entered;
  });
  const refused = await withSandbox(({ sessions }) =>
    refusalOf(sessions.authenticate({ session_token })),
  );
  expect(refused).toStrictEqual(refusal(404, 'session_not_found'));
});

test('the file is for its owner alone', async () => {
  await withSandbox(signIn);
  expect(statSync(sessionsFile).mode.toString(8)).toMatch(/600$/);
});

test('a file that makes no sense is an empty one', async () => {
  await withSandbox(signIn);
  for (const text of ['{"half', '[{"token":1}]']) {
    writeFileSync(sessionsFile, text);
    const { member_authenticated } = await withSandbox(signIn);
    expect(member_authenticated).toBe(true);
    expect(JSON.parse(readFileSync(sessionsFile, 'utf8'))).toHaveLength(1);
  }
});
