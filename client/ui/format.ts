const numbers = new Intl.NumberFormat();
const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const dayAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });

/** A count with separators. */
export function formatCount(count: number): string {
  return numbers.format(count);
}

/** A count with its noun: `1 member`, `1,204 members`. */
export function formatCountOf(count: number, one: string, many = `${one}s`): string {
  return `${numbers.format(count)} ${count === 1 ? one : many}`;
}

/** The time of day of an epoch ms. */
export function formatClock(at: number): string {
  return clock.format(at);
}

/** Date and time of an epoch ms, in full, with its zone. */
export function formatMoment(at: number): string {
  return moment.format(at);
}

/** The day of an epoch ms. */
export function formatDay(at: number): string {
  return day.format(at);
}

/** Day and time of an epoch ms, to the minute. */
export function formatDayAndTime(at: number): string {
  return dayAndTime.format(at);
}

/** The time of day of an epoch ms, to the minute. */
export function formatTime(at: number): string {
  return time.format(at);
}
