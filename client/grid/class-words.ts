import type { ScopeClass } from '#contract/scopes.ts';

/** The classes in words. */
export const classNames: Record<ScopeClass, string> = {
  identity: 'Identity',
  read: 'Reads',
  write: 'Writes',
  unclassified: 'Unclassified',
  sensitive: 'Sensitive',
  'high-risk': 'High risk',
};

/** The grades that are marked, heaviest first: red is for the first alone. */
export const markedClasses = ['high-risk', 'sensitive'] as const satisfies ScopeClass[];

/** The mark of each class that has one, so that colour is never all that tells them apart. */
export const classMarks: Partial<Record<ScopeClass, string>> = { 'high-risk': '▲', sensitive: '◆' };

/** A class in words, behind its mark where it has one. */
export function markedName(ofClass: ScopeClass): string {
  const mark = classMarks[ofClass];
  return mark === undefined ? classNames[ofClass] : `${mark} ${classNames[ofClass]}`;
}
