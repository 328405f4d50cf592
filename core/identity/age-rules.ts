import { DomainError, invalid } from '#errors';

/** Who may hold an account (CP-01). */
export const ADULT = 18;
const OLDEST = 120;

/** @returns full years lived on the day of `now` in UTC; born on 29 February, one is a year older on 1 March */
export function ageOn(dateOfBirth: string, now: Date): number {
  const today = now.toISOString().slice(0, 10);
  const years = Number(today.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return today.slice(5) < dateOfBirth.slice(5) ? years - 1 : years;
}

/** @throws INVALID_INPUT for a day that nobody alive was born on */
export function isAdult(dateOfBirth: string, now: Date): boolean {
  const age = ageOn(dateOfBirth, now);
  if (age < 0 || age > OLDEST) throw invalid('dateOfBirth', 'This cannot be your date of birth.');
  return age >= ADULT;
}

export const ageRefused = () =>
  new DomainError('AGE_VERIFICATION_REQUIRED', 'Age verification required: accounts are for people of 18 and over.');
