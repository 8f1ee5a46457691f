import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { activityRequestSchema, auditEvents } from './audit.ts';
import type { Route, VisitorRoute } from './route.ts';
import { routes } from './routes.ts';

const isForVisitors = (route: Route): route is VisitorRoute => !('audit' in route);
const recorded = Object.entries<Route>(routes).flatMap(([name, route]) =>
  isForVisitors(route) ? [] : [[name, route] as const],
);

/** Events recorded by sign-in, sign-out, a session's end and refusals of quiet routes. */
const ofNoRoute = ['signed-in', 'sign-in-failed', 'signed-out', 'session-ended', 'refused'];

test('every event is one of a route, or of signing in and out, and no event is of nothing', () => {
  const ofRoutes = recorded.flatMap(([, { audit }]) => {
    if ('event' in audit) return [audit.event];
    return 'recordsItself' in audit ? [audit.recordsItself] : [];
  });
  expect([...new Set([...ofRoutes, ...ofNoRoute])].toSorted()).toEqual(auditEvents.toSorted());
  expect(ofRoutes.filter((event) => ofNoRoute.includes(event))).toEqual([]);
});

describe.each(recorded)('%s', (_name, { audit, path, request }) => {
  test('names an event or says why it leaves none', () => {
    const [said] = Object.values(audit);
    const isEvent = auditEvents.some((event) => event === said);
    expect({ said, isEvent }).toEqual({
      said: expect.stringMatching(/\w+[ -]\w+/),
      isEvent: !('unrecorded' in audit),
    });
  });

  test('is about what its address or its body names, and about all that its address does', () => {
    const fields = request instanceof z.ZodMiniObject ? Object.keys(request.def.shape) : [];
    // The organization that owns the record is not a target of the event.
    const named = [...path.matchAll(/:(\w+)/g)]
      .map(([, name]) => name)
      .filter((name) => name !== 'organization');
    const about = 'event' in audit ? audit.about : named;
    expect([...named, ...fields]).toEqual(expect.arrayContaining([...about]));
    expect(about).toEqual(expect.arrayContaining(named));
  });
});

test('activity can be asked for about an app or a member, not both', () => {
  const all = {
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
  const isTaken = (changes: object) =>
    z.safeParse(activityRequestSchema, { ...all, ...changes }).success;
  expect(isTaken({})).toBe(true);
  expect(isTaken({ app: 'a' })).toBe(true);
  expect(isTaken({ app: 'a', member: 'b' })).toBe(false);
  expect(isTaken({ events: ['app-viewed', 'made-up'] })).toBe(false);
  expect(isTaken({ organization: 'another' })).toBe(false);
});
