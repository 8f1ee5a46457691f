const ranges = ['visit', '7', '30', '90'] as const;
/** Since the last visit, or so many days. */
export type Range = (typeof ranges)[number];

/** The period in the URL: a range, two days as `2026-11-26`, or everything since an epoch ms. */
export type PeriodChoice = { range: Range } | { from: string; to: string } | { since: number };

/** A period, epoch ms: after `from`, up to and including `to`. */
export interface Period {
  from: number;
  to: number;
  /** The days that it begins and ends on. */
  fromDay: string;
  toDay: string;
}

/** Epoch ms of the start of a day in the reader's zone, plus some days; NaN if the text is not a day. */
function startOf(day: string, daysLater = 0): number {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  return new Date(Number(year), Number(month) - 1, Number(date) + daysLater).getTime();
}

const two = (part: number) => String(part).padStart(2, '0');

/** The day of an epoch ms where the reader is, as `2026-11-26`. */
export function dayOf(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Whether the two days of a choice are in reverse order: they are taken in the right one. */
export function isBackwards(choice: PeriodChoice | null): boolean {
  return choice !== null && 'from' in choice && choice.from > choice.to;
}

/** Whether a text is a day of the calendar. */
function isDay(text: string): boolean {
  const start = startOf(text);
  return Number.isFinite(start) && dayOf(start) === text;
}

/** Reads the choice out of a query string; null where it says nothing. */
export function parsePeriod(params: URLSearchParams): PeriodChoice | null {
  const [from, to] = [params.get('from') ?? '', params.get('to') ?? ''];
  if (isDay(from) && isDay(to)) return { from, to };
  const since = params.get('since') ?? '';
  if (/^\d{1,15}$/.test(since)) return { since: Number(since) };
  const range = ranges.find((known) => known === params.get('range'));
  return range === undefined ? null : { range };
}

/** Writes the choice into a query string. */
export function formatPeriod(choice: PeriodChoice, params: URLSearchParams): void {
  if ('range' in choice) params.set('range', choice.range);
  else if ('since' in choice) params.set('since', String(choice.since));
  else {
    params.set('from', choice.from);
    params.set('to', choice.to);
  }
}

/**
 * The period of a choice, in whole days of the reader's zone; a period since a visit or a moment begins
 * at that moment. `since` is the end of the last visit, epoch ms, null if not known. Returns null if the
 * choice needs a `since` that is not known.
 */
export function periodOf(choice: PeriodChoice, now: number, since: number | null): Period | null {
  const today = dayOf(now);
  // The day goes on: what is seen later today belongs to it, and the period stays the same.
  const end = (day: string) => startOf(day, 1) - 1;
  const allSince = (at: number) => ({
    from: at,
    to: end(today),
    fromDay: dayOf(at),
    toDay: today,
  });
  if ('from' in choice) {
    const [from = '', to = ''] = [choice.from, choice.to].toSorted();
    return { from: startOf(from) - 1, to: end(to), fromDay: from, toDay: to };
  }
  if ('since' in choice) return allSince(choice.since);
  if (choice.range === 'visit') return since === null ? null : allSince(since);
  const start = startOf(today, -Number(choice.range));
  return { from: start - 1, to: end(today), fromDay: dayOf(start), toDay: today };
}

/**
 * The choice after one of its two days was set; the other day moves if they would be in reverse order.
 * Without a period before, setting `from` ends it today and setting `to` gives that one day. Null if
 * `day` is not a day.
 */
export function withDay(
  period: Period | null,
  edge: 'from' | 'to',
  day: string,
  today: string,
): PeriodChoice | null {
  if (!isDay(day)) return null;
  const { fromDay, toDay } = period ?? { fromDay: day, toDay: today };
  return edge === 'from'
    ? { from: day, to: day > toDay ? day : toDay }
    : { from: day < fromDay ? day : fromDay, to: day };
}
