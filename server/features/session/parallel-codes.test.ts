import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeEachDatabase, environmentOf, type TestDatabase } from '../../testing/databases.ts';
import { startStack, type Stack } from '../../testing/start.ts';

const yuki = 'yuki.tanaka@globex.example';
const wrong = { code: '123456' };

describeEachDatabase('wrong codes at the same time', (create) => {
  let database: TestDatabase;
  let stack: Stack;
  beforeAll(async () => {
    database = await create();
    stack = await startStack({ env: environmentOf(database) });
  });
  afterAll(async () => {
    await stack.close();
    await database.drop();
  });

  test.each([
    ['an email', '/api/sign-in/code', 'otps/email/discovery/authenticate'],
    ['an authenticator app', '/api/sign-in/second-factor', 'totp/authenticate'],
  ])('of %s are no more than five', async (_, path, asked) => {
    const visitor = stack.visitor();
    await visitor.post('/api/sign-in/email', { email: yuki });
    if (path.endsWith('factor')) await visitor.post('/api/sign-in/code', { code: '000000' });
    // Connections are there already.
    await Promise.all(Array.from({ length: 30 }, () => visitor.get('/api/session')));
    await stack.takeCalls();
    const answers = await Promise.all(Array.from({ length: 30 }, () => visitor.post(path, wrong)));
    const calls = (await stack.takeCalls()).filter((call) => call.path.includes(asked));
    const codes = answers.map(({ json }) => json.code);
    expect([calls.length, codes.filter((code) => code === 'sign-in-code-wrong').length]).toEqual([
      5, 5,
    ]);
  });
});
