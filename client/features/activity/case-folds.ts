import type { ActivityEvent, AuditOutcome } from '#contract/audit.ts';
import { formatCountOf } from '../../ui/format.ts';
import type { ActivityFilters } from './activity-state.ts';

/** An event, or what was done under one support case. */
export type ListItem =
  | { kind: 'event'; event: ActivityEvent }
  | { kind: 'case'; caseId: string; events: readonly [ActivityEvent, ...ActivityEvent[]] };

/** Two lines are no shorter than the line they would be folded into and its own. */
const leastFolded = 3;

/** Whether cases are folded: what was searched for, or picked by kind or outcome, is shown itself. */
export function foldsCases({ query, events, outcome, caseId }: ActivityFilters): boolean {
  return query.trim() === '' && events.length === 0 && outcome === null && caseId === null;
}

/** Events in their order; those of a case stand together, in the place of the first of them. */
export function foldCases(events: readonly ActivityEvent[]): ListItem[] {
  const byCase = new Map<string, ActivityEvent[]>();
  for (const event of events) {
    if (event.caseId === null) continue;
    const known = byCase.get(event.caseId);
    if (known === undefined) byCase.set(event.caseId, [event]);
    else known.push(event);
  }
  return events.flatMap((event): ListItem[] => {
    const { caseId } = event;
    const [first, ...rest] = (caseId === null ? undefined : byCase.get(caseId)) ?? [];
    if (caseId === null || first === undefined || rest.length + 1 < leastFolded) {
      return [{ kind: 'event', event }];
    }
    return first === event ? [{ kind: 'case', caseId, events: [first, ...rest] }] : [];
  });
}

/** The outcome that somebody has to know of. */
export function worstOutcome(events: readonly ActivityEvent[]): AuditOutcome {
  const outcomes = new Set(events.map(({ outcome }) => outcome));
  if (outcomes.has('refused')) return 'refused';
  return outcomes.has('failed') ? 'failed' : 'allowed';
}

/** How many events there are, and what among them must not go unseen. */
export function foldWords(events: readonly ActivityEvent[], isPartial: boolean): string {
  const count = (test: (event: ActivityEvent) => boolean) => events.filter(test).length;
  const done = (kind: ActivityEvent['event']) =>
    count(({ event, outcome }) => event === kind && outcome === 'allowed');
  const revealed = done('email-revealed');
  const diagnosed = done('member-diagnosed');
  const refused = count(({ outcome }) => outcome === 'refused');
  const failed = count(({ outcome }) => outcome === 'failed');
  return [
    `${formatCountOf(events.length, 'event')} in one case${isPartial ? ' so far' : ''}`,
    revealed === 0 ? '' : `${formatCountOf(revealed, 'email address', 'email addresses')} revealed`,
    diagnosed === 0 ? '' : formatCountOf(diagnosed, 'diagnosis', 'diagnoses'),
    refused === 0 ? '' : `${refused} refused`,
    failed === 0 ? '' : `${failed} failed`,
  ]
    .filter((words) => words !== '')
    .join(', ');
}
