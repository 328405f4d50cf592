import { EXCLUSION_MONTHS, type ExclusionTerm } from '#schemas/exclusions';

/** Days after the term of an exclusion in which everything stays closed. */
const COOL_OFF_DAYS = 7;

const DAY = 86_400_000;
const HOUR = 3_600_000;

/**
 * @returns the instant so many calendar months later, in UTC; a day that the month does not have is the first of the next one, so that no
 * term is shorter
 */
export function monthsLater(at: Date, months: number): Date {
  const later = new Date(at);
  later.setUTCMonth(at.getUTCMonth() + months);
  const isSameDay = later.getUTCDate() === at.getUTCDate();
  if (!isSameDay) later.setUTCDate(1);
  return later;
}

/** The end of an exclusion that begins now: its term, and the days of its cool-off. */
export const exclusionEnd = (term: ExclusionTerm, now: Date): string =>
  new Date(monthsLater(now, EXCLUSION_MONTHS[term]).getTime() + COOL_OFF_DAYS * DAY).toISOString();

/** The end of a cool-off of so many hours that begins now. */
export const coolOffEnd = (hours: number, now: Date): string => new Date(now.getTime() + hours * HOUR).toISOString();

/** The later of two ends: nothing that a person has begun is shortened. */
export const laterEnd = (one: string | undefined, other: string): string => (one !== undefined && one > other ? one : other);
