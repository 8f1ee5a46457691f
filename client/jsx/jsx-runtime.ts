import type { ElementType } from 'react';
import * as react from 'react/jsx-runtime';
import { translatable } from './texts.ts';

export { Fragment } from 'react/jsx-runtime';

/** What JSX with one child is compiled to. */
export function jsx(type: ElementType, props: object, key?: string) {
  return react.jsx(type, translatable(type, props), key);
}

/** What JSX with several children is compiled to. */
export function jsxs(type: ElementType, props: object, key?: string) {
  return react.jsxs(type, translatable(type, props), key);
}
