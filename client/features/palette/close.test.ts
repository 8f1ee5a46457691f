import { expect, test } from 'vitest';
import { isClose, isNear } from './close.ts';
import { wantedOf } from './rank.ts';

test.each([
  ['foundy', 'foundry', true],
  ['foundrry', 'foundry', true],
  ['foundri', 'foundry', true],
  ['fuondry', 'foundry', true],
  ['foundry', 'foundry', true],
  ['fondy', 'foundry', false],
  ['fuondri', 'foundry', false],
  ['ab', 'ba', true],
  ['abc', 'cba', false],
  ['', 'a', true],
])('%j is near %j: %j', (a, b, near) => {
  expect(isNear(a, b)).toBe(near);
  expect(isNear(b, a)).toBe(near);
});

test.each([
  ['foundy', ['Foundry Notes'], true],
  ['foundy not', ['Foundry Notes'], true],
  ['fuondr', ['Foundry Notes'], true],
  ['habor', ['Harbor CRM'], true],
  ['documents:raed', ['documents:read'], true],
  ['Weis', ['José Weiß'], true],
  ['nto', ['Foundry Notes'], false],
  ['foundy crm', ['Foundry Notes'], false],
])('%j is meant for %j: %j', (query, names, close) => {
  const wanted = wantedOf(query);
  expect(wanted !== null && isClose(names, wanted)).toBe(close);
});
