import { activitySchema, type Activity } from '#contract/audit.ts';
import { foundSchema, type Found } from '#contract/support.ts';
import type { Controls } from './controls.ts';
import { readTruth } from './grants.ts';
import type { Answer, Visitor } from './visitor.ts';

/** A member of the sandbox's Northwind Support. */
export const samEmail = 'sam.rivera@northwind-support.example';

/** What the desk finds for a text. */
export async function findAtDesk(staff: Visitor, text: string): Promise<Found> {
  return foundSchema.parse((await staff.post('/api/support/find', { text })).json);
}

/** Id of the organization with this slug. */
export async function customerId(staff: Visitor, slug: string): Promise<string> {
  return (await findAtDesk(staff, slug)).customers.find((found) => found.slug === slug)?.id ?? '';
}

/** Opens a case for the organization. */
export async function openCase(
  staff: Visitor,
  organization: string,
  changes: Record<string, unknown> = {},
): Promise<Answer> {
  return await staff.post('/api/support/cases', {
    organization,
    reason: 'Their app stopped working',
    ticket: 'NW-1',
    email: null,
    ...changes,
  });
}

/** Body of `POST /api/activity` without any filter. */
export const wholeActivity = {
  from: null,
  to: null,
  events: [],
  outcome: null,
  actor: null,
  by: null,
  caseId: null,
  app: null,
  member: null,
  text: '',
  after: null,
};

/** The newest events of the visitor's organization. */
export async function readActivity(
  visitor: Visitor,
  changes: Record<string, unknown> = {},
): Promise<Activity> {
  const body = { ...wholeActivity, ...changes };
  return activitySchema.parse((await visitor.post('/api/activity', body)).json);
}

/** An app of the organization and a member who uses it, from the sandbox's own data. */
export async function someGrant(controls: Controls, slug: string) {
  const { grants } = await readTruth(controls, slug);
  const [app = '', holdings = new Map<string, string[]>()] = [...grants][0] ?? [];
  return { app, member: [...holdings.keys()][0] ?? '' };
}
