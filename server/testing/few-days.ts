export const acme = 'organization-test-acme';
export const globex = 'organization-test-globex';
export const notes = { id: 'connected-app-test-notes', name: 'Notes' };
export const robot = { id: 'connected-app-test-robot', name: 'Robot' };

/** What members granted, in words: `{ jane: 'openid email' }`. */
export function granted(scopesByMember: Record<string, string>) {
  const scopeSets = Object.values(scopesByMember).map((scopes) => scopes.split(' '));
  return {
    memberIds: Object.keys(scopesByMember),
    scopeSets,
    setOf: Uint32Array.from(scopeSets.keys()),
  };
}

/** The recorder, declared here because shared test code may not import the store. */
interface Memory {
  recordAppList(
    organization: string,
    asOf: number,
    apps: { id: string; name: string }[],
  ): Promise<unknown>;
  recordApp(
    organization: string,
    app: { id: string; name: string },
    asOf: number,
    grants: ReturnType<typeof granted>,
  ): Promise<unknown>;
}

/** Three readings of two apps with every kind of change. */
export async function recordAFewDays(memory: Memory): Promise<void> {
  await memory.recordAppList(acme, 10, [notes]);
  await memory.recordApp(
    acme,
    notes,
    11,
    granted({ jane: 'openid', joe: 'openid email', sue: 'a b' }),
  );
  await memory.recordAppList(acme, 20, [notes, robot]);
  await memory.recordApp(acme, robot, 21, granted({ jane: 'documents:write' }));
  await memory.recordApp(
    acme,
    notes,
    22,
    granted({ jane: 'openid email', sue: 'b c', tom: 'openid' }),
  );
  await memory.recordApp(
    acme,
    notes,
    30,
    granted({ jane: 'openid', joe: 'openid', sue: 'b c', tom: 'openid' }),
  );
  await memory.recordAppList(acme, 40, [notes]);
}
