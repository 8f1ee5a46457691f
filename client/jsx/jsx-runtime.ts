import type { ElementType } from 'react';
import * as react from 'react/jsx-runtime';
import { translatable } from './texts.ts';

export { Fragment } from 'react/jsx-runtime';

/** The target of JSX with at most one child. */
export function jsx(type: ElementType, props: object, key?: string) {
  return react.jsx(type, translatable(type, props), key);
}

/** The target of JSX with several children. */
export function jsxs(type: ElementType, props: object, key?: string) {
  return react.jsxs(type, translatable(type, props), key);
}
