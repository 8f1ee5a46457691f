import { customerId } from './desk.ts';
import { readTruth } from './grants.ts';
import { callRoute, type Named } from './route-calls.ts';
import type { Stack } from './start.ts';
import type { Visitor } from './visitor.ts';

/** Removes every app, member and scope that Acme Robotics and Globex have in common. */
export async function part(stack: Stack): Promise<void> {
  const [few, many] = [await readTruth(stack, 'acme-robotics'), await readTruth(stack, 'globex')];
  for (const [slug, { grants }, taken] of [
    ['acme-robotics', few, []],
    ['globex', many, few.appIds],
  ] as const) {
    const apps = [...grants].filter(([id]) => !new Set<string>(taken).has(id));
    await stack.control('PUT', `grants/${slug}`, {
      apps: apps.map(([clientId, holders]) => ({
        clientId,
        holders: Array.from(holders.keys(), (memberId) => ({ memberId, scopes: [`of:${slug}`] })),
      })),
    });
  }
}

/** Ids and a scope that exist in the organization; the app has a logo that can be shown. */
export async function namedIn(
  stack: Stack,
  slug: string,
  admin: Visitor,
  staff: Visitor,
): Promise<Named> {
  const { grants } = await readTruth(stack, slug);
  const organization = await customerId(staff, slug);
  for (const [app, holders] of grants) {
    const [member] = holders.keys();
    const named = { organization, app, member: member ?? '', scope: `of:${slug}` };
    const { status } = await callRoute(admin, 'connectedAppLogo', named);
    if (status === 200 && member !== undefined) return named;
  }
  throw new Error(`${slug} has no app with a logo`);
}
