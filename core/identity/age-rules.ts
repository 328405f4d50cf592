import { DomainError, invalid } from '#errors';

/** The least age in years of an account's owner. */
export const ADULT = 18;
const OLDEST = 120;

/** @returns the full years lived on the day of `now` in UTC; someone born on 29 February is a year older on 1 March */
export function ageOn(dateOfBirth: string, now: Date): number {
  const today = now.toISOString().slice(0, 10);
  const years = Number(today.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return today.slice(5) < dateOfBirth.slice(5) ? years - 1 : years;
}

/** @throws INVALID_INPUT for a date in the future or more than 120 years ago */
export function isAdult(dateOfBirth: string, now: Date): boolean {
  const age = ageOn(dateOfBirth, now);
  if (age < 0 || age > OLDEST) throw invalid('dateOfBirth', 'This cannot be your date of birth.');
  return age >= ADULT;
}

export const ageRefused = () =>
  new DomainError('AGE_VERIFICATION_REQUIRED', 'Age verification required: accounts are for people of 18 and over.');
