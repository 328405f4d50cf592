import { dayIn } from '#core/gates';
import type { StakePeriod } from '#schemas/stake-limits';

/** The limits that hold, in millionths of a unit. */
export type StakeAmounts = Readonly<Partial<Record<StakePeriod, number>>>;

/** A period that is open, from an instant until another, by the calendar of a time zone. */
export interface OpenPeriod {
  readonly from: string;
  readonly until: string;
  readonly zone: string;
  /** Millionths of a unit: the stakes of the picks that were placed in it. */
  readonly stake: number;
}

const SECOND = 1_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The calendar day so many days after another one. */
const daysAfter = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

/** The days since Monday of a calendar day. */
const sinceMonday = (day: string): number => (new Date(day).getUTCDay() + 6) % 7;

/** The first days of the period that a calendar day belongs to, and of the one that follows. */
const BOUNDS: Readonly<Record<StakePeriod, (day: string) => readonly [string, string]>> = {
  day: (day) => [day, daysAfter(day, 1)],
  week: (day) => {
    const monday = daysAfter(day, -sinceMonday(day));
    return [monday, daysAfter(monday, 7)];
  },
  month: (day) => {
    const first = `${day.slice(0, 7)}-01`;
    return [first, `${daysAfter(first, 31).slice(0, 7)}-01`];
  },
};

/** The first instant of a calendar day in a time zone, to the second; of a day that the zone leaves out, that of the next one. */
function startOf(day: string, zone: string): Date {
  // No zone is more than 14 hours before UTC, or 12 after it.
  let [before, at] = [Date.parse(day) - 15 * HOUR, Date.parse(day) + 13 * HOUR];
  while (at - before > SECOND) {
    const middle = before + Math.floor((at - before) / (2 * SECOND)) * SECOND;
    if (dayIn(zone, new Date(middle)) >= day) at = middle;
    else before = middle;
  }
  return new Date(at);
}

/** The period of the calendar of a zone that an instant falls into. */
function calendarPeriod(period: StakePeriod, zone: string, at: Date): { readonly from: string; readonly until: string } {
  const [first, next] = BOUNDS[period](dayIn(zone, at));
  return { from: startOf(first, zone).toISOString(), until: startOf(next, zone).toISOString() };
}

/**
 * The period that is open at `now`. One that has begun keeps its end, whatever zone the person moves to. In another zone the next one begins
 * where it ended, and lasts to the end of the calendar's next period: so none is ever shorter than by the calendar, and no change of zone gives a
 * limit anew before its time.
 * @param before the newest period of before; null for the first one
 */
export function periodAt(period: StakePeriod, zone: string, before: OpenPeriod | null, now: Date): OpenPeriod {
  if (before && now.toISOString() < before.until) return before;
  const own = calendarPeriod(period, zone, now);
  if (!before || before.zone === zone || before.until <= own.from) return { ...own, zone, stake: 0 };
  return { from: before.until, until: calendarPeriod(period, zone, new Date(own.until)).until, zone, stake: 0 };
}
