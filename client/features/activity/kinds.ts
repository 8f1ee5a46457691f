import type { ActorKind, AuditEvent, AuditOutcome } from '#contract/audit.ts';

/** Kinds of events that are looked for together. */
interface EventGroup {
  label: string;
  events: readonly { event: AuditEvent; label: string }[];
}

/** Every kind of event has its place here; what an admin looks for first comes first. */
export const eventGroups: readonly EventGroup[] = [
  {
    label: 'Signing in and out',
    events: [
      { event: 'signed-in', label: 'Signed in' },
      { event: 'sign-in-failed', label: 'Sign-in failed' },
      { event: 'signed-out', label: 'Signed out' },
      { event: 'session-ended', label: 'Session ended' },
    ],
  },
  {
    label: 'Support',
    events: [
      { event: 'case-opened', label: 'Case opened' },
      { event: 'case-extended', label: 'Case extended' },
      { event: 'case-ended', label: 'Case ended' },
      { event: 'email-revealed', label: 'Email address revealed' },
      { event: 'member-searched', label: 'Member searched by email' },
      { event: 'member-diagnosed', label: 'Member diagnosed' },
    ],
  },
  {
    label: 'Viewed members',
    events: [
      { event: 'members-listed', label: 'Members' },
      { event: 'member-viewed', label: 'One member' },
      { event: 'names-read', label: 'Names of members' },
    ],
  },
  {
    label: 'Viewed apps and access',
    events: [
      { event: 'overview-viewed', label: 'Overview' },
      { event: 'apps-listed', label: 'Apps' },
      { event: 'app-viewed', label: 'One app' },
      { event: 'scopes-viewed', label: 'Scopes' },
      { event: 'scope-viewed', label: 'One scope' },
      { event: 'changes-viewed', label: 'Changes' },
      { event: 'own-apps-viewed', label: 'Own apps' },
    ],
  },
  {
    label: 'Other',
    events: [
      { event: 'activity-viewed', label: 'Viewed activity' },
      { event: 'customers-searched', label: 'Searched for a customer' },
      { event: 'refused', label: 'Other refused attempts' },
    ],
  },
];

/** What is chosen of the kinds, in as few words as there are: a whole group by its name. */
export function chosenKinds(
  chosen: readonly AuditEvent[],
): { label: string; events: readonly AuditEvent[] }[] {
  return eventGroups.flatMap(({ label, events }) => {
    const some = events.filter(({ event }) => chosen.includes(event));
    return some.length === events.length
      ? [{ label, events: events.map(({ event }) => event) }]
      : some.map((kind) => ({ label: kind.label, events: [kind.event] }));
  });
}

export const outcomeLabels: Record<AuditOutcome, string> = {
  allowed: 'Allowed',
  refused: 'Refused',
  failed: 'Failed',
};

export const actorKindLabels: Record<ActorKind, string> = {
  member: 'Members',
  support: 'Support',
};
