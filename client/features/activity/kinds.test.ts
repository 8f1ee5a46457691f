import { expect, test } from 'vitest';
import { auditEvents } from '#contract/audit.ts';
import { chosenKinds, eventGroups } from './kinds.ts';

test('every event of the contract has one place', () => {
  const placed = eventGroups.flatMap(({ events }) => events.map(({ event }) => event));
  expect(placed.toSorted()).toEqual(auditEvents.toSorted());
});

test('a whole group is called by its name, and a part of one by each of its kinds', () => {
  const labels = chosenKinds([
    'signed-in',
    'sign-in-failed',
    'signed-out',
    'session-ended',
    'app-viewed',
  ]).map(({ label }) => label);
  expect(labels).toEqual(['Signing in and out', 'One app']);
  expect(chosenKinds([])).toEqual([]);
});
