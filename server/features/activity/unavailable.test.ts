import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MemberRoute, Route } from '#contract/route.ts';
import { routes } from '#contract/routes.ts';
import { describeEachDatabase, onPostgres, type TestDatabase } from '../../testing/databases.ts';
import { readTruth } from '../../testing/grants.ts';
import { startStack, type Stack } from '../../testing/start.ts';
import type { Answer, Visitor } from '../../testing/visitor.ts';

const email = 'amara.okafor@acme-robotics.example';
const isOfMembers = (route: Route): route is MemberRoute => route.policy.who === 'member';
const ofMembers = Object.values<Route>(routes).filter((route) => isOfMembers(route));
const recorded = ofMembers.filter(({ audit }) => 'event' in audit);
const quiet = ofMembers.filter(({ audit }) => 'unrecorded' in audit);
const changes = { from: 0, to: 9e12, kinds: [], app: null, member: null, after: null };
const { kinds: _kinds, ...common } = changes;
const activity = { ...common, events: [], outcome: null, actor: null, text: '' };

describeEachDatabase('a record that cannot be added to', (create) => {
  let database: TestDatabase;
  let stack: Stack;
  let amara: Visitor;
  let tomasz: Visitor;
  let app: string;
  let member: string;

  async function write(statement: string): Promise<void> {
    const { dataDir, databaseUrl } = database.location;
    if (databaseUrl !== null) {
      await onPostgres(databaseUrl, statement);
      return;
    }
    const other = new Database(join(dataDir, 'grantscope.db'));
    other.exec(statement);
    other.close();
  }

  beforeAll(async () => {
    database = await create();
    const { dataDir, databaseUrl } = database.location;
    stack = await startStack({
      env: databaseUrl === null ? { DATA_DIR: dataDir } : { DATABASE_URL: databaseUrl },
    });
    amara = await stack.signIn(email);
    tomasz = await stack.signIn('tomasz.nowak@acme-robotics.example');
    const truth = await readTruth(stack, 'acme-robotics');
    app = truth.appIds[0] ?? '';
    member = [...(truth.grants.get(app)?.keys() ?? [])][0] ?? '';
    await write('alter table audit_head rename to gone');
  });
  afterAll(async () => {
    await stack.close();
    await database.drop();
  });

  function ask(visitor: Visitor, { method, path }: Route): Promise<Answer> {
    const filled = path.replace(':app', app).replace(':member', member).replace(':scope', 'openid');
    if (path.endsWith('/logo')) {
      const headers = { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'image' };
      return visitor.send('GET', filled, headers);
    }
    const bodies: Record<string, unknown> = {
      [routes.memberLookup.path]: { ids: [member] },
      [routes.changes.path]: changes,
      [routes.activity.path]: activity,
      [routes.grants.path]: { newerThan: null },
    };
    return method === 'GET' ? visitor.get(filled) : visitor.post(filled, bodies[path]);
  }

  test.each(recorded)('shows nothing of $path', async (route) => {
    const { status, json, headers, text } = await ask(amara, route);
    expect({ status, code: json.code, retryAfter: headers['retry-after'] }).toEqual({
      status: 503,
      code: 'audit-unavailable',
      retryAfter: '2',
    });
    expect(text).not.toMatch(/connected-app-test|member-test|openid/);
  });

  test.each(quiet)('holds up nothing that is not recorded, such as $path', async (route) => {
    expect((await ask(amara, route)).status).toBe(200);
  });

  test('holds up no refusal, which the log has instead', async () => {
    const { status, json } = await ask(tomasz, routes.connectedApp);
    expect({ status, code: json.code }).toEqual({ status: 403, code: 'not-allowed' });
    await expect
      .poll(() => stack.logLines.filter((line) => line.includes('could not be recorded')))
      .toEqual([
        expect.stringMatching(
          new RegExp(`"event":"app-viewed","outcome":"refused".*"target_id":"${app}"`),
        ),
      ]);
  });

  test('lets nobody sign in, and everybody out', async () => {
    const visitor = stack.visitor();
    await visitor.post('/api/sign-in/email', { email });
    const entered = await visitor.post('/api/sign-in/code', { code: '000000' });
    expect({ status: entered.status, code: entered.json.code }).toEqual({
      status: 503,
      code: 'audit-unavailable',
    });
    expect((await visitor.get('/api/session')).json.state).toBe('enter-code');
    expect((await tomasz.post('/api/sign-out')).json.state).toBe('signed-out');
  });

  test('goes on by itself once it can be', async () => {
    await write('alter table gone rename to audit_head');
    for (const route of recorded) expect((await ask(amara, route)).status).toBe(200);
  });
});
