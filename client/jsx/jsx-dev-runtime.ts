import type { ElementType } from 'react';
import * as react from 'react/jsx-dev-runtime';
import { translatable } from './texts.ts';

export { Fragment } from 'react/jsx-dev-runtime';

/** The target of JSX in development. */
export function jsxDEV(
  type: ElementType,
  props: object,
  key: string | undefined,
  isStatic: boolean,
  source?: react.JSXSource,
  self?: unknown,
) {
  return react.jsxDEV(type, translatable(type, props), key, isStatic, source, self);
}
