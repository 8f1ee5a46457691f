import { readFileSync } from 'node:fs';
import { Pool } from 'undici';
import { z } from 'zod';
import { memberDirectorySchema, memberLookupLimit } from '../../../server/contract/members.ts';
import type { Contestant } from './contestants.ts';
import { decoded } from './check.ts';
import { memberIds, memberPlaces, personOf } from './data.ts';
import type { Upstream } from './upstream.ts';

const browserCode = 'client/table/names.ts';

/** How the page asks is in its code: reading it keeps the bench true to it. */
function numberIn(source: string, name: string): number {
  const found = new RegExp(String.raw`\bconst ${name} = (\d+);`).exec(source)?.[1];
  if (found === undefined) throw new Error(`${browserCode} has no number ${name}`);
  return Number(found);
}

type Names = Map<string, { name: string; email: string }>;

function checkNames(names: Names, wanted: number): void {
  if (names.size !== wanted) throw new Error(`${names.size} names, not ${wanted}`);
  for (const [id, { name, email }] of names) {
    const expected = personOf(memberPlaces.get(id) ?? -1);
    if (name !== expected.name || email !== expected.email) throw new Error(`${id} is ${name}`);
  }
}

const searchLatencyMs = 150;

/** Names of this many members as our page reads them: batches by id, as many at once as it asks. */
export async function readNamesByIds(
  contestant: Contestant,
  upstream: Upstream,
  wanted: number,
): Promise<{ ms: number; calls: number }> {
  const source = readFileSync(browserCode, 'utf8');
  const connections = numberIn(source, 'batchesAtOnce');
  const firstBatch = numberIn(source, 'firstBatch');
  const { searches } = await upstream.set({ searchLatencyMs });
  const pool = new Pool(`http://127.0.0.1:${contestant.port}`, { connections });
  const headers = {
    ...contestant.headersOf(0),
    origin: `http://localhost:${contestant.port}`,
    'content-type': 'application/json',
  };
  const names: Names = new Map();
  let next = 0;
  const nextBatch = () => {
    const from = next;
    next = Math.min(wanted, from + (from === 0 ? firstBatch : memberLookupLimit));
    return memberIds.slice(from, next);
  };
  const started = performance.now();
  const worker = async () => {
    for (let ids = nextBatch(); ids.length > 0; ids = nextBatch()) {
      const response = await pool.request({
        method: 'POST',
        path: '/api/members/lookup',
        headers,
        body: JSON.stringify({ ids }),
      });
      const bytes = Buffer.from(await response.body.arrayBuffer());
      if (response.statusCode !== 200) throw new Error(`names: status ${response.statusCode}`);
      const encoding = response.headers['content-encoding'];
      const json = decoded(bytes, typeof encoding === 'string' ? encoding : undefined);
      const directory = z.parse(memberDirectorySchema, JSON.parse(json.toString()));
      directory.ids.forEach((id, index) => {
        const [name, email] = [directory.names[index] ?? '', directory.emails[index] ?? ''];
        names.set(id, { name, email });
      });
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const ms = performance.now() - started;
  await pool.close();
  checkNames(names, wanted);
  const calls = (await upstream.set({ searchLatencyMs: 0 })).searches - searches;
  return { ms, calls };
}

const followedSchema = z.object({
  members: z.array(z.object({ id: z.string(), name: z.string(), email: z.string() })),
});

/** Names of all members by following the search's cursor, as the route on the package does. */
export async function readNamesByCursor(
  contestant: Contestant,
  upstream: Upstream,
): Promise<{ ms: number; calls: number }> {
  const { searches } = await upstream.set({ searchLatencyMs });
  const pool = new Pool(`http://127.0.0.1:${contestant.port}`);
  const started = performance.now();
  const response = await pool.request({
    method: 'GET',
    path: '/api/members',
    headers: contestant.headersOf(0),
  });
  const { members } = followedSchema.parse(await response.body.json());
  const ms = performance.now() - started;
  await pool.close();
  checkNames(new Map(members.map(({ id, ...person }) => [id, person])), memberIds.length);
  const calls = (await upstream.set({ searchLatencyMs: 0 })).searches - searches;
  return { ms, calls };
}
