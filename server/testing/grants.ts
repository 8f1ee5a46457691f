import { z } from 'zod';
import { grantTableSchema } from '#contract/connected-apps.ts';
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

/** What the sandbox holds of an organization, told beside the imitated API. */
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

/** Who holds what by the answer of `/api/connected-apps/{app}`. Throws if it is not the contract's. */
export function decodeTable(text: string): Holdings {
  const { scopes, scopeSets, members } = z.parse(grantTableSchema, JSON.parse(text));
  const names = scopeSets.map((set) => set.map((index) => scopes[index]?.name ?? '').toSorted());
  return new Map(members.ids.map((id, row) => [id, names[members.sets[row] ?? -1] ?? ['nothing']]));
}
