import { appendEvents, eventsOf, membersIn, type EventFilter } from '../store/audit-events.ts';
import type { Store } from '../store/database.ts';
import { createSupportCases } from './cases.ts';
import { createRecorder } from './recorder.ts';
import { createRouteRecorder } from './routes.ts';

/**
 * The audit record in a database. `onLost` is called for each event that could not be written.
 * `casesPerHour` is how many organizations one member of support may open within an hour.
 */
export function openAudit(
  store: Store,
  now: () => number,
  casesPerHour: number,
  onLost: Parameters<typeof createRecorder>[0]['onLost'],
) {
  const append = (events: Parameters<typeof appendEvents>[1]) => appendEvents(store, events);
  const recorder = createRecorder({ append, onLost, now });
  return {
    recorder,
    routes: createRouteRecorder(recorder, now),
    cases: createSupportCases(store, now, casesPerHour),
    /** The events of one organization, newest first. */
    eventsOf: (organizationId: string, filter: EventFilter) =>
      eventsOf(store, organizationId, filter),
    /** Ids of the members whom the events that a page looks at are by or about. */
    membersIn: (organizationId: string, filter: EventFilter) =>
      membersIn(store, organizationId, filter),
  };
}
export type Audit = ReturnType<typeof openAudit>;
