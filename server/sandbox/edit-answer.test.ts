import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { plainHttp } from './plain.ts';
import { startSandbox, type Sandbox } from './server.ts';

let sandbox: Sandbox;
let http: ReturnType<typeof plainHttp>;
beforeAll(async () => {
  sandbox = await startSandbox();
  http = plainHttp(sandbox);
});
beforeEach(async () => {
  await http.control('POST', 'reset');
});
afterAll(() => sandbox.close());

const path = '{organization_id}/connected_apps';
const fail = (...faults: object[]) => http.control('PUT', 'faults', faults);

describe('an edited answer', () => {
  const apps = '/v1/b2b/organizations/globex/connected_apps';
  const appsText = async () => (await http.api('GET', apps)).text();
  const appsSchema = z.object({ connected_apps: z.array(z.record(z.string(), z.unknown())) });
  const appsOf = async () => appsSchema.parse(JSON.parse(await appsText())).connected_apps;

  test('has other values in some places, and the rest is the sound one', async () => {
    const [first, second, third, ...rest] = await appsOf();
    const nameless: Record<string, unknown> = { ...second, logo_url: 5 };
    delete nameless['name'];
    await fail({
      kind: 'edit',
      path,
      set: { 'connected_apps.0.name': null, 'connected_apps.1.logo_url': 5, 'no.such.place': 1 },
      delete: ['connected_apps.1.name', 'connected_apps.2'],
    });
    expect(third).toBeDefined();
    expect(await appsOf()).toEqual([{ ...first, name: null }, nameless, ...rest]);
  });

  test('has them in every entry, one entry more, or no entry left', async () => {
    const known = await appsOf();
    await fail(
      { kind: 'edit', path, set: { 'connected_apps.*.name': ' ' }, times: 1 },
      { kind: 'edit', path, set: { [`connected_apps.${known.length}`]: { name: 'X' } }, times: 1 },
      { kind: 'edit', path, delete: ['connected_apps.*'], times: 1 },
    );
    expect(await appsOf()).toEqual(known.map((app) => ({ ...app, name: ' ' })));
    expect(await appsOf()).toEqual([...known, { name: 'X' }]);
    expect(await appsOf()).toEqual([]);
  });
});

describe('a search whose cursors lead nowhere', () => {
  const pageSchema = z.object({
    organizations: z.array(z.object({ organization_slug: z.string() })),
    results_metadata: z.object({ total: z.int(), next_cursor: z.string().nullable() }),
  });
  async function pageAfter(cursor: string | null) {
    const body = JSON.stringify({ cursor, limit: 1 });
    const response = await http.api('POST', '/v1/b2b/organizations/search', { body });
    const { organizations, results_metadata } = pageSchema.parse(await response.json());
    return [organizations[0]?.organization_slug, results_metadata.next_cursor];
  }

  test.each([
    { cursors: [''], items: 'first-page', pages: ['', '', ''] },
    { cursors: ['abc'], items: 'first-page', pages: ['abc', 'abc', 'abc'] },
    { cursors: ['abc', 'def'], items: 'first-page', pages: ['abc', 'def', 'abc'] },
    { cursors: ['abc'], items: 'none', pages: ['abc', 'abc', 'abc'] },
  ])('gives $cursors with $items', async ({ cursors, items, pages }) => {
    await fail({ kind: 'cursor', path: 'organizations/search', cursors, items });
    const slug = items === 'none' ? undefined : 'acme-robotics';
    const got: unknown[] = [];
    let cursor: string | null | undefined = null;
    for (const _ of pages) {
      const [found, next] = await pageAfter(cursor ?? null);
      got.push([found, next]);
      cursor = next;
    }
    expect(got).toEqual(pages.map((next) => [slug, next]));
  });
});
