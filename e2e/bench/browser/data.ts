import type { GrantTable } from '../../../server/contract/grant-table.ts';
import type { MemberDirectory } from '../../../server/contract/members.ts';
import { domains, firstNames, lastNames, scopes } from './words.ts';

/** What the server answers about one app and its members: the same for every page and every run. */
export interface Answers {
  table: GrantTable;
  directory: MemberDirectory;
}

/** https://github.com/bryc/code/blob/master/jshash/PRNGs.md#mulberry32; 32 bits a step. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

const maxSets = 1000;

/** Distinct sets of three to nine scopes, six in the middle. */
function makeSets(random: () => number): number[][] {
  const sets = new Map<string, number[]>();
  while (sets.size < maxSets) {
    const size = 3 + (random() % 4) + (random() % 4);
    const set = new Set<number>();
    while (set.size < size) set.add(random() % scopes.length);
    const sorted = [...set].toSorted((a, b) => a - b);
    sets.set(sorted.join(), sorted);
  }
  return [...sets.values()];
}

function pick<T>(list: readonly T[], number: number): T {
  const item = list[number % list.length];
  if (item === undefined) throw new RangeError('an empty list');
  return item;
}

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(8, '0').slice(0, digits);
}

function makeId(random: () => number): string {
  const parts = [
    hex(random(), 8),
    hex(random(), 4),
    `4${hex(random(), 3)}`,
    `a${hex(random(), 3)}`,
  ];
  return `member-test-${parts.join('-')}-${hex(random(), 8)}${hex(random(), 4)}`;
}

/** Answers about an app that so many members use. */
export function makeResponses(size: number): Answers {
  const random = createRandom(20_261_123);
  const scopeSets = makeSets(random);
  const members: GrantTable['members'] = { ids: [], sets: [] };
  const directory: MemberDirectory = {
    asOf: 0,
    ids: members.ids,
    names: [],
    emails: [],
    statuses: [],
  };
  for (let row = 0; row < size; row += 1) {
    const first = pick(firstNames, random());
    const last = pick(lastNames, random());
    const plain = `${first}.${last}`.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
    members.ids.push(makeId(random));
    // A few sets are frequent and most are rare, as with consent screens that offer a choice.
    members.sets.push(Math.min(random() % maxSets, random() % maxSets));
    directory.names.push(`${first} ${last}`);
    directory.emails.push(`${plain}.${row.toString(36)}@${pick(domains, random())}`);
    directory.statuses.push(0);
  }
  const app: GrantTable['app'] = {
    id: 'connected-app-test-bench',
    name: 'Bench',
    description: '',
    clientType: 'third_party',
    clientTypeRaw: 'third_party',
    hasLogo: false,
    policy: 'allowed',
  };
  const table: GrantTable = {
    app,
    memberCount: size,
    scopes: [...scopes],
    scopeSets,
    members,
    missing: [],
  };
  return { table, directory };
}
