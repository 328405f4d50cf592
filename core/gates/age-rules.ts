import { DomainError, invalid } from '#errors';
import { ADULT } from '#schemas/regions';

const OLDEST = 120;

/** The zone whose day begins last. Nobody is older anywhere else, so that it decides for a person whose zone is not known. */
export const LAST_ZONE = 'Etc/GMT+12';

const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of an instant in a time zone, `2026-11-23`. */
export function dayIn(zone: string, at: Date): string {
  const format =
    formats.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(zone, format);
  return format.format(at);
}

/** @returns the full years between two calendar days; somebody born on 29 February is a year older on 1 March */
export function yearsBetween(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}

/** @returns the full years lived on the day that `now` is in the person's zone */
export const ageOn = (dateOfBirth: string, now: Date, zone: string = LAST_ZONE): number =>
  yearsBetween(dateOfBirth, dayIn(zone, now));

/** @throws INVALID_INPUT for a date in the future or more than 120 years ago */
export function isAdult(dateOfBirth: string, now: Date, zone: string = LAST_ZONE): boolean {
  const age = ageOn(dateOfBirth, now, zone);
  if (age < 0 || age > OLDEST) throw invalid('dateOfBirth', 'This cannot be your date of birth.');
  return age >= ADULT;
}

/** The age range that an app store signals for the account of a device. */
export interface AgeSignal {
  /** The greatest age of the range in years; null where the store knows no upper bound. */
  readonly upper: number | null;
  readonly at: string;
}

/** The facts about a person's age. */
export interface AgeFacts {
  readonly dateOfBirth: string;
  /** The time zone of the person; the last one of the world while it is not known. */
  readonly timeZone?: string | undefined;
  readonly signals: readonly AgeSignal[];
}

/** @returns the least age in full years that any of the facts allows: a signalled upper bound grows by a year each year */
export function leastAge({ dateOfBirth, timeZone = LAST_ZONE, signals }: AgeFacts, now: Date): number {
  const today = dayIn(timeZone, now);
  const bounds = signals.flatMap(({ upper, at }) =>
    upper === null ? [] : [upper + Math.max(0, yearsBetween(dayIn(timeZone, new Date(at)), today))],
  );
  return Math.min(yearsBetween(dateOfBirth, today), ...bounds);
}

/** @param minimumAge in years, that the route needs in the person's region */
export const ageRefused = (minimumAge: number = ADULT): DomainError =>
  new DomainError('AGE_VERIFICATION_REQUIRED', `Age verification required: this is for people of ${minimumAge} and over.`, {
    minimumAge,
  });
