const HOUR = 3_600_000;

const dateIn = (zone: string): ((instant: number) => string) => {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (instant) => format.format(instant);
};

/** The date of an instant in a zone: `2026-11-23`. */
export const dateAt = (now: Date, zone: string): string => dateIn(zone)(now.getTime());

/**
 * The start of a date in a zone: the first instant, to the second, at which the zone's calendar shows that date or a later one. So days of
 * 23 and 25 hours, days that begin at one o'clock, and days that a zone left out need no special case.
 * @param date `2026-11-23`
 */
export function startOfDay(date: string, zone: string): Date {
  const shows = dateIn(zone);
  // No zone is further than 15 hours from UTC.
  let before = Date.parse(date) - 15 * HOUR;
  let after = Date.parse(date) + 15 * HOUR;
  while (after - before > 1000) {
    const middle = Math.floor((before + after) / 2000) * 1000;
    if (shows(middle) >= date) after = middle;
    else before = middle;
  }
  return new Date(after);
}

/** A date of a zone as instants in UTC: `from` is inclusive, `to` exclusive. */
export const dayWindow = (date: string, zone: string): { from: string; to: string } => ({
  from: startOfDay(date, zone).toISOString(),
  to: startOfDay(new Date(Date.parse(date) + 24 * HOUR).toISOString().slice(0, 10), zone).toISOString(),
});
