import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { DomainError, invalid } from '#errors';
import { env } from '#platform/env';
import type { Channel } from '#schemas/users';
import { textsAreOn } from './sms-switch.store.ts';

/** Milliseconds after which a number that nobody has signed in by may belong to somebody else: 90 days. Carriers give numbers out again. */
export const UNSEEN = 90 * 86_400_000;

/** True for a number of a country that codes are texted to. @param number in E.164 @param countries as ISO 3166 names them */
export const isTextable = (number: string, countries: readonly string[]): boolean => {
  const country = parsePhoneNumberFromString(number, { extract: false })?.country;
  return country !== undefined && countries.includes(country);
};

/** The block of numbers that a number is in: the digits but for the last four. Fraud by text messages asks for codes to whole blocks. */
export const blockOf = (number: string): string => number.slice(0, -4);

/**
 * Refuses an address that no code can be sent to. An e-mail address always passes, without a read; a number takes 0.5 RRU.
 * @throws INVALID_INPUT for a number of another country; CONFLICT while text messages are off
 */
export async function assertReachable(channel: Channel, address: string): Promise<void> {
  if (channel === 'email') return;
  if (!isTextable(address, JSON.parse(env('SMS_COUNTRIES')) as string[]))
    throw invalid('address', 'No codes are texted to numbers of this country. Use an e-mail address.');
  if (!(await textsAreOn()))
    throw new DomainError('CONFLICT', 'No codes are texted for now. Use an e-mail address.', { field: 'channel' });
}
