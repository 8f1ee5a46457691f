import { z } from 'zod';
import { grantTableSchema } from '#contract/grant-table.ts';
import type { Controls } from './controls.ts';

/** Member id → granted scopes, sorted. */
export type Holdings = Map<string, string[]>;

const truthSchema = z.object({
  members: z.array(
    z.object({ memberId: z.string(), name: z.string(), email: z.string(), status: z.string() }),
  ),
  apps: z.array(
    z.object({
      clientId: z.string(),
      holders: z.array(z.object({ memberId: z.string(), scopes: z.array(z.string()) })),
    }),
  ),
});

/** What the sandbox holds of an organization, from its control surface. */
export async function readTruth(controls: Controls, slug: string) {
  const { members, apps } = truthSchema.parse(await controls.control('GET', `grants/${slug}`));
  const grants = new Map(
    apps.map(({ clientId, holders }): [string, Holdings] => [
      clientId,
      new Map(holders.map(({ memberId, scopes }) => [memberId, scopes.toSorted()])),
    ]),
  );
  return { members, appIds: [...grants.keys()], grants };
}

/** The parsed response of `/api/connected-apps/{app}`. Throws if it breaks the contract. */
export function parseTable({ bytes }: { bytes: Buffer }) {
  return z.parse(grantTableSchema, new Uint8Array(bytes));
}

/** Who holds what according to that response. */
export function decodeTable(answer: { bytes: Buffer }): Holdings {
  const { scopes, scopeSets, members } = parseTable(answer);
  const names = scopeSets.map((set) => set.map((index) => scopes[index]?.name ?? '').toSorted());
  return new Map(
    Array.from(members.sets, (set, row) => [members.ids.at(row) ?? '', names[set] ?? ['nothing']]),
  );
}
