import type { Diagnosis, Reading, Source } from '#contract/diagnosis.ts';
import type { ProblemCode } from '#contract/problem.ts';
import { stytchWords } from '../../api/stytch-words.ts';

/** What was asked, in words. */
export const sourceWords: Record<Source, string> = {
  'member-apps': 'The member’s connected apps',
  apps: 'The organization’s connected apps',
  app: 'The app with its members',
  member: 'The member',
  organization: 'The organization',
  policy: 'The RBAC policy',
  record: 'Grantscope’s history',
};

const problemWords: Partial<Record<ProblemCode, string>> = {
  'not-allowed': 'your roles don’t allow reading it',
  'not-found': 'not found at Stytch',
  'organization-suspended': 'the organization is suspended',
  'record-unavailable': 'couldn’t be read right now',
  ...stytchWords,
  'upstream-timeout': 'Stytch didn’t answer in time',
};

/** Why something could not be read. */
export function problemOf(code: ProblemCode): string {
  return problemWords[code] ?? 'couldn’t be read';
}

/** What of a check’s readings failed, in words; empty where nothing did. */
export function failuresOf(readings: readonly Reading[]): string {
  return readings
    .flatMap(({ source, problem }) =>
      problem === null ? [] : [`${sourceWords[source]}: ${problemOf(problem)}.`],
    )
    .join(' ');
}

/** Everything that was asked, each once, in the order of the checks. */
export function allReadings({ checks }: Diagnosis): Reading[] {
  const all = Object.values(checks).flatMap(({ readings }) => readings);
  return [...new Map(all.map((reading) => [reading.source, reading])).values()];
}
