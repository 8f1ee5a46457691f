import { join } from 'node:path';
import Database from 'libsql';
import { expect, test } from 'vitest';
import { startStack } from '../testing/start.ts';
import { viewsOf } from '../testing/views.ts';

const email = 'amara.okafor@acme-robotics.example';

test('a record that cannot be read is missing from views and fails none; only what has changed cannot be told', async () => {
  const stack = await startStack();
  const amara = await stack.signIn(email);
  const other = new Database(join(stack.dataDir, 'grantscope.db'));
  other.exec(
    'ALTER TABLE observed_apps RENAME TO lost; ALTER TABLE viewer_visits RENAME TO lost_2',
  );
  const views = viewsOf(amara);
  const [overview, { apps }, mine, table] = await Promise.all([
    views.overview(),
    views.apps(),
    views.mine(),
    views.members(),
  ]);
  expect(overview).toMatchObject({ news: null, graph: { unread: [] } });
  expect(apps.map(({ firstSeen, isNew }) => ({ firstSeen, isNew }))).toEqual(
    apps.map(() => ({ firstSeen: null, isNew: false })),
  );
  expect(mine).toMatchObject({ missing: ['history'], past: [] });
  expect(mine.apps.map(({ seen }) => seen)).toEqual(mine.apps.map(() => null));
  expect(table.rows.length).toBeGreaterThan(0);
  const page = await views.member(table.rows[0]?.member ?? '');
  expect(page.missing).toEqual(['history']);
  const body = { from: 0, to: 1, kinds: [], app: null, member: null, after: null };
  const { status, json, headers } = await amara.post('/api/changes', body);
  expect({ status, code: json.code, wait: headers['retry-after'] }).toEqual({
    status: 503,
    code: 'record-unavailable',
    wait: '5',
  });
  // What was read meanwhile is written once the database can be written again.
  await expect
    .poll(() => stack.logLines.join(''), { timeout: 60_000, interval: 100 })
    .toContain('could not be recorded');
  other.exec(
    'ALTER TABLE lost RENAME TO observed_apps; ALTER TABLE lost_2 RENAME TO viewer_visits',
  );
  other.close();
  stack.clock.offset += 61_000;
  await views.grants();
  await expect
    .poll(async () => (await views.apps()).apps.every(({ firstSeen }) => firstSeen !== null), {
      timeout: 60_000,
      interval: 100,
    })
    .toBe(true);
  await stack.close();
}, 120_000);
