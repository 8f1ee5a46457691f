import type { InfiniteData } from '@tanstack/react-query';
import type { Activity, ActivityEvent } from '#contract/audit.ts';

/** Where a page of the record ends, or begins: null before the first. */
export type Cursor = Activity['next'];
export type Pages = InfiniteData<Activity>;

/** How much has come that is not shown. */
export interface Newer {
  events: readonly ActivityEvent[];
  /** Whether there is more between these and what is shown. */
  hasMore: boolean;
}

const isBefore = (a: ActivityEvent, b: ActivityEvent) => b.at - a.at || b.seq - a.seq;

/** What of the newest events is not in the pages that are shown. */
export function newerIn(shown: Pages, newest: Activity): Newer {
  const known = new Set(shown.pages.flatMap(({ events }) => events.map(({ seq }) => seq)));
  const last = shown.pages.at(-1);
  const end = last?.next ?? null;
  // Older ones than all that is shown come when more is loaded.
  const isAbove = ({ at, seq }: ActivityEvent) =>
    end === null || at > end.at || (at === end.at && seq > end.seq);
  const events = newest.events.filter((event) => !known.has(event.seq) && isAbove(event));
  return { events, hasMore: newest.next !== null && events.length === newest.events.length };
}

/** The pages with what is newer above them; from anew where there is more between. */
export function withNewer(shown: Pages, newest: Activity): Pages {
  const { events, hasMore } = newerIn(shown, newest);
  const [first, ...rest] = shown.pages;
  if (hasMore || first === undefined) return { pages: [newest], pageParams: [null] };
  const cases = new Map([...first.cases, ...newest.cases].map((known) => [known.id, known]));
  const page = {
    ...first,
    events: [...events, ...first.events].toSorted(isBefore),
    cases: [...cases.values()],
  };
  return { ...shown, pages: [page, ...rest] };
}
