import { Fragment, isValidElement, type ReactNode } from 'react';
import { jsx } from 'react/jsx-runtime';
import { expect, test } from 'vitest';
import { translatable } from './texts.ts';

// A page that the browser translates (xibosignage/xibo#3914, langfuse/langfuse#9888).

const icon = jsx('svg', {});
const childrenOf = (children: ReactNode, type: 'p' | typeof Fragment = 'p') =>
  translatable(type, { children }).children;

/** As text, with an element of its own in brackets. */
function read(node: ReactNode): unknown {
  if (Array.isArray(node)) return node.map(read);
  if (!isValidElement<{ children?: string }>(node)) return node;
  return node.type === 'x-text' ? `[${node.props.children ?? ''}]` : node.type;
}

test.each<[what: string, given: ReactNode, right: unknown]>([
  ['texts and numbers in a row', [3, ' of ', 31, ' selected'], '3 of 31 selected'],
  ['texts of which one is not there', ['a', null, ' b', false], 'a b'],
  ['a text beside an element', [icon, ' Sign out'], ['svg', '[ Sign out]']],
  ['texts on both sides', ['as ', 'x', icon, '.'], ['[as x]', null, 'svg', '[.]']],
  ['what is not there yet', [null, 'loaded', icon], [null, '[loaded]', 'svg']],
  ['a text across what is not there', ['a', null, 'b', icon], ['[ab]', null, null, 'svg']],
  ['a blank between elements', [icon, ' ', icon], ['svg', ' ', 'svg']],
  ['elements alone', [icon, null, icon], ['svg', null, 'svg']],
  ['an only text', 'text', 'text'],
  ['an only number', 0, 0],
  ['nothing', [null, false], [null, false]],
  ['nothing but an empty text', [null, ''], ''],
])('%s', (_what, given, right) => {
  expect(read(childrenOf(given))).toEqual(right);
});

test('a text without an element around it gets one', () => {
  expect(read(childrenOf('text', Fragment))).toBe('[text]');
});

test('each element keeps its place when another one comes', () => {
  const before = childrenOf([null, 'names ', 3, icon]);
  const after = childrenOf([jsx('b', {}), 'names ', 4, icon]);
  expect([read(before), read(after)]).toEqual([
    [null, '[names 3]', null, 'svg'],
    ['b', '[names 4]', null, 'svg'],
  ]);
});

test('names and ids are not translated, whatever else is', () => {
  expect(translatable('bdi', { children: 'Notes' })).toEqual({
    translate: 'no',
    children: 'Notes',
  });
  expect(translatable('code', {})).toEqual({ translate: 'no' });
  expect(translatable('p', { children: 'Notes' })).toEqual({ children: 'Notes' });
});
