import { formatDayAndTime, formatMoment } from '../../ui/format.ts';

/** A moment, to the minute; in full on hover. */
export function When({ at }: { at: number }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={formatMoment(at)}>
      {formatDayAndTime(at)}
    </time>
  );
}
