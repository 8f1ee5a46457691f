const numbers = new Intl.NumberFormat();
const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const dayOfYear = { month: 'short', day: 'numeric' } as const;
const toTheMinute = { hour: 'numeric', minute: '2-digit' } as const;
const year = { year: 'numeric' } as const;
const day = new Intl.DateTimeFormat(undefined, dayOfYear);
const dayAndYear = new Intl.DateTimeFormat(undefined, { ...dayOfYear, ...year });
const dayAndTime = new Intl.DateTimeFormat(undefined, { ...dayOfYear, ...toTheMinute });
const dayYearAndTime = new Intl.DateTimeFormat(undefined, {
  ...dayOfYear,
  ...year,
  ...toTheMinute,
});
const ago = new Intl.RelativeTimeFormat(undefined, { style: 'short' });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });

/** A count with separators. */
export function formatCount(count: number): string {
  return numbers.format(count);
}

/** A count with its noun: `1 member`, `1,204 members`. */
export function formatCountOf(count: number, one: string, many = `${one}s`): string {
  return `${numbers.format(count)} ${count === 1 ? one : many}`;
}

/** Date and time of an epoch ms, in full, with its zone. */
export function formatMoment(at: number): string {
  return moment.format(at);
}

/** Whether an epoch ms is of the year of another: then the year goes without saying. */
function isOfYear(at: number, now: number): boolean {
  return new Date(at).getFullYear() === new Date(now).getFullYear();
}

/** The day of an epoch ms: `Nov 30`, with the year where it is not this one. */
export function formatDay(at: number, now = Date.now()): string {
  return (isOfYear(at, now) ? day : dayAndYear).format(at);
}

/** Day and time of an epoch ms: `Nov 30, 7:42 PM`, with the year where it is not this one. */
export function formatDayAndTime(at: number, now = Date.now()): string {
  return (isOfYear(at, now) ? dayAndTime : dayYearAndTime).format(at);
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** How long ago an epoch ms is where that is less than a day, else its day and time. */
export function formatWhen(at: number, now = Date.now()): string {
  const ms = now - at;
  // A clock that is behind the server's is no reason to speak of the future.
  if (ms < -minuteMs || ms >= 24 * hourMs) return formatDayAndTime(at, now);
  if (ms < minuteMs) return 'just now';
  return ms < hourMs
    ? ago.format(-Math.floor(ms / minuteMs), 'minute')
    : ago.format(-Math.floor(ms / hourMs), 'hour');
}

/** The time of day of an epoch ms, to the minute. */
export function formatTime(at: number): string {
  return time.format(at);
}
