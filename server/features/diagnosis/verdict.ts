import type { CheckName, CheckState, Diagnosis } from '#contract/diagnosis.ts';

/** Whatever explains others before them: who was deleted has no grant because of that. */
const byDepth = ['member', 'policy', 'grant', 'backing', 'scopes', 'history'] as const;

/** What the checks come to together. No `cause` can be ruled out as long as one could not be read. */
export function verdictOf(
  checks: Readonly<Record<CheckName, { state: CheckState }>>,
): Diagnosis['verdict'] {
  const those = (state: CheckState) => byDepth.filter((name) => checks[name].state === state);
  const [causes, looks, unread] = [those('cause'), those('look'), those('unknown')];
  if (causes.length > 0) return { state: 'cause', because: causes, unread };
  if (looks.length > 0) return { state: 'look', because: looks, unread };
  return { state: unread.length > 0 ? 'unknown' : 'fine', because: [], unread };
}
