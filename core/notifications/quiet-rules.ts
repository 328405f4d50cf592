/** Quiet hours: each day between two times on the clock of a time zone. */
import type { QuietHours } from '#schemas/quiet-hours';

/** Milliseconds to which the ends of quiet hours are rounded up: the clock of the job that ends them. */
export const QUARTER = 15 * 60_000;
const MINUTE = 60_000;
const DAY_MINUTES = 1_440;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes since midnight on the clock of a time zone. */
function minuteOfDay(at: Date, timeZone: string): number {
  const format =
    formats.get(timeZone) ?? new Intl.DateTimeFormat('en', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  formats.set(timeZone, format);
  const part = (type: string) => Number(format.formatToParts(at).find((found) => found.type === type)?.value);
  return part('hour') * 60 + part('minute');
}

const minutesIn = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
/** Minutes from one time of day to the next time that the clock shows another; a whole day where they are the same. */
const until = (from: number, to: number): number => (to - from + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES;

/**
 * The end of the quiet hours that hold at an instant, rounded up to the quarter; null outside of them. Where the clock changes in between, the
 * end is found by the clock that shows then.
 */
export function quietUntil(hours: QuietHours | null | undefined, now: Date): Date | null {
  if (!hours) return null;
  const [from, to] = [minutesIn(hours.from), minutesIn(hours.to)];
  const clock = minuteOfDay(now, hours.timeZone);
  if (until(from, clock) % DAY_MINUTES >= until(from, to)) return null;
  let end = Math.floor(now.getTime() / MINUTE) * MINUTE + until(clock, to) * MINUTE;
  // A change of the clock moves the end by the difference, once.
  const off = to - minuteOfDay(new Date(end), hours.timeZone);
  if (off !== 0) end += (((off + DAY_MINUTES / 2 + DAY_MINUTES) % DAY_MINUTES) - DAY_MINUTES / 2) * MINUTE;
  return new Date(Math.ceil(Math.max(end, now.getTime()) / QUARTER) * QUARTER);
}
