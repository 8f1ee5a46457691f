import { expect, test } from 'vitest';
import type { Overview } from '#contract/overview.ts';
import { formatFigure } from '../../ui/figure.ts';
import { leadOf, shareOf, tilesOf } from './figures.ts';

const acme: Overview = {
  graph: {
    version: 'v',
    asOf: 0,
    apps: 12,
    unread: [],
    unreadable: { apps: 0, grants: 0 },
    people: { members: 38, pending: 2, invited: 0, former: 2, unknown: 1, unread: 0 },
  },
  memberCount: 38,
  missing: [],
  grants: 193,
  highRiskGrants: 95,
  highRiskPeople: 39,
  apps: [],
  scopes: [{ name: 'openid', class: 'identity', apps: 12, people: 41 }],
  news: null,
};
const withGraph = (graph: Partial<Overview['graph']>): Overview => ({
  ...acme,
  graph: { ...acme.graph, ...graph },
});
const unread = [{ id: 'a', name: 'A', reason: 'It failed.' }];
const nobodyRead = { members: 0, pending: 0, invited: 0, former: 0, unknown: 0, unread: 41 };

const told = (overview: Overview, mayReadMembers = true) =>
  tilesOf(overview, mayReadMembers).map(({ figure, of, note }) => [
    of === null ? formatFigure(figure) : `${formatFigure(figure)} of ${of}`,
    note,
  ]);

test('the tiles of a whole graph', () => {
  expect(told(acme)).toEqual([
    ['12', 'with 1 scope in all'],
    ['38 of 38', 'connected an app; so did 3 former or unknown people'],
    ['193', '4.7 apps per person on average'],
    ['95', 'by 39 people'],
    ['5', '2 deleted, 2 pending, 1 unknown'],
  ]);
  expect(leadOf(acme)).toBe(
    '38 of 38 members and 3 former or unknown people have connected 12 apps. 95 of 193 grants include high-risk access.',
  );
});

test('without names nothing is said about who is a member, and nobody is called active', () => {
  const nameless = withGraph({ people: nobodyRead });
  const [, members, , , inactive] = told(nameless);
  expect(members).toEqual(['–', 'not known which of 41 people with access']);
  expect(inactive).toEqual(['–', 'not known: 41 names could not be read']);
  expect(told(nameless, false)[4]?.[1]).toContain('your roles don’t show');
  expect(leadOf(nameless)).toMatch(/^41 people have connected 12 apps\./);
  expect(tilesOf(nameless, true)[4]).toMatchObject({ href: null, tone: null });
});

test('without an app every count of grants is at least so many', () => {
  const partial = withGraph({ apps: 11, unread });
  expect(told(partial)).toEqual([
    ['12', '11 of 12 read, with at least 1 scope'],
    ['at least 38 of 38', 'connected an app; so did 3 former or unknown people'],
    ['at least 193', 'in the apps that could be read'],
    ['at least 95', 'by at least 39 people'],
    ['at least 5', '2 deleted, 2 pending, 1 unknown'],
  ]);
  expect(leadOf(partial)).toBe('11 of 12 apps could be read. Counts are of those.');
});

test('zeros of a graph that lacks something are not known', () => {
  const people = { ...nobodyRead, unread: 0 };
  const partial = { ...withGraph({ apps: 0, unread, people }), grants: 0, highRiskGrants: 0 };
  expect(told(partial).map(([value]) => value)).toEqual(['1', '–', '–', '–', '–']);
});

test('an organization without apps is told so in words, not in noughts', () => {
  const people = { ...nobodyRead, unread: 0 };
  expect(leadOf(withGraph({ apps: 0, people }))).toBe('No apps connected yet.');
});

test('a bar and its per cent have one base, which is everyone with access', () => {
  expect(shareOf(acme, 41)).toEqual({ bar: 1, percent: 100 });
  expect(shareOf(acme, 31)).toEqual({ bar: 31 / 41, percent: 76 });
  expect(shareOf(withGraph({ unread }), 31).percent).toBeNull();
});
