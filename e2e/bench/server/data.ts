/** How many members the measured apps have. */
export const sizes = [10, 1000, 10_000, 100_000] as const;
export type Size = (typeof sizes)[number];

/**
 * How the members of an app have granted scopes: usually there are some hundred lists, by role; where
 * everybody chose for themselves nearly every member has another.
 */
export const kinds = ['usual', 'scattered'] as const;
export type Kind = (typeof kinds)[number];

/** The project, as everybody who measures or is measured knows it. */
export const project = {
  id: 'project-test-5f0c1d2e-7a44-4c1b-9c55-0d8f0a4f3b21',
  secret: 'secret-test-bench-bench-bench-bench-bench-bench',
  organizationId: 'organization-test-6d2a7c51-0f3e-4b8a-8d19-2c5e7f901a34',
} as const;

/** Members of the organization: as many as the largest app has. */
export const memberTotal = 100_000;

/** A small generator of the same numbers on every machine (mulberry32, public domain). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

function uuids(seed: number, count: number): string[] {
  const random = createRandom(seed);
  const word = () => random().toString(16).padStart(8, '0');
  return Array.from({ length: count }, () => {
    const [time, middle, end] = [word(), word(), word()];
    const [low, high] = [middle.slice(0, 4), middle.slice(5)];
    return `${time}-${low}-4${high}-8${end.slice(0, 3)}-${end.slice(4)}${word()}`;
  });
}

export const memberIds: readonly string[] = uuids(1, memberTotal).map(
  (uuid) => `member-test-${uuid}`,
);

/** The number of the member with an id. */
export const memberPlaces: ReadonlyMap<string, number> = new Map(
  memberIds.map((id, member) => [id, member]),
);

const appUuids = uuids(2, sizes.length * kinds.length);

/** The id of the app with this many members. */
export function appIdOf(size: Size, kind: Kind = 'usual'): string {
  const place = sizes.indexOf(size) * kinds.length + kinds.indexOf(kind);
  return `connected-app-test-${appUuids[place] ?? ''}`;
}

const always = ['openid', 'email'] as const;
const optional = [
  'profile',
  'offline_access',
  'documents:read',
  'documents:write',
  'calendar:read',
  'billing:export',
  'members:delete',
  'crm:contacts:read',
  'files:read',
  'files:write',
  'tickets:read',
  'messages:send',
] as const;

/** Every list of granted scopes that there can be, by the bits of its number. */
export const scopeLists: readonly (readonly string[])[] = Array.from(
  { length: 2 ** optional.length },
  (_, bits) => [...always, ...optional.filter((__, bit) => ((bits >>> bit) & 1) === 1)],
);

/** For each member the number of a list; each optional scope is granted by a third of them. */
function makeGranted(): Uint16Array {
  const random = createRandom(3);
  return Uint16Array.from({ length: memberTotal }, () =>
    optional.reduce((bits, _, bit) => (random() % 3 === 0 ? bits | (1 << bit) : bits), 0),
  );
}

const granted = makeGranted();
const usualLists = 200;

/** The number of the list that the member of a row has granted, six scopes long on average. */
export function listOf(row: number, kind: Kind): number {
  const own = (Math.imul(row, 0x9e3779b1) >>> 8) % usualLists;
  return granted[kind === 'usual' ? own : row] ?? 0;
}

/** The one row of an app that differs from answer to answer when the upstream changes. */
export function changingRow(size: Size): number {
  return Math.floor(size / 2);
}

/** Who stands in the changing row, and with which list, at a revision. */
export function changingMember(revision: number): { id: string; list: number } {
  const id = `member-test-00c4a9e5-1b7d-4e02-8f36-${revision.toString(16).padStart(12, '0')}`;
  return { id, list: revision % scopeLists.length };
}

/** The revision that an id of a changing row stands for; null for any other id. */
export function revisionOf(id: string): number | null {
  const digits = /^member-test-00c4a9e5-1b7d-4e02-8f36-([0-9a-f]{12})$/.exec(id)?.[1];
  return digits === undefined ? null : Number.parseInt(digits, 16);
}

const firsts = ['Amara', 'Jürgen', 'Priya', 'Mateo', 'Ingrid', 'Chloe', 'Łukasz', 'Noor', 'Aiko'];
const lasts = ['Okafor', 'Weiß', 'Raghunathan', 'Álvarez', 'Solheim', 'Nguyen', 'Haddad', 'Sato'];

/** Name and address of the member with this number. */
export function personOf(member: number): { name: string; email: string } {
  const first = firsts[member % firsts.length] ?? '';
  const last = lasts[Math.floor(member / firsts.length) % lasts.length] ?? '';
  const local = `${first}.${last}`.normalize('NFD').replaceAll(/[^A-Za-z.]/g, '');
  return { name: `${first} ${last}`, email: `${local.toLowerCase()}.${member}@bench.example` };
}

/** Members who sign in are the first ones; each has one address and one session token. */
export function viewerEmail(viewer: number): string {
  return `viewer.${viewer}@bench.example`;
}

export function viewerToken(viewer: number): string {
  return `bench-session-token-of-viewer-${String(viewer).padStart(14, '0')}`;
}
