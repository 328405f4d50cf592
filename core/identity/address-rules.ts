import { domainToASCII } from 'node:url';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { invalid } from '#errors';
import type { Vault } from '#platform/vault';
import type { Channel } from '#schemas/users';

/** A local part that mail servers take without quotes, and a host name with a dot. */
const EMAIL = /^[^\s@"(),:;<>[\\\]]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/u;
const CONTROL = /\p{Cc}|\p{Cf}/u;

/**
 * Gives every spelling of an address the same form: an e-mail address in lower case and compatibility form (NFKC) with its host in ASCII, a
 * phone number in E.164. A normalised address stays as it is.
 * @throws INVALID_INPUT for the field `address`
 */
export function normalise(channel: Channel, address: string): string {
  const normal = channel === 'email' ? normalEmail(address) : normalPhone(address);
  if (normal === null) {
    throw invalid(
      'address',
      `This is not ${channel === 'email' ? 'an e-mail address' : 'a phone number with its country, such as +12025550123'}.`,
    );
  }
  return normal;
}

function normalEmail(address: string): string | null {
  const text = address.normalize('NFKC').trim().toLowerCase().normalize('NFKC');
  const at = text.lastIndexOf('@');
  const email = `${text.slice(0, at)}@${domainToASCII(text.slice(at + 1))}`;
  return at > 0 && email.length <= 254 && EMAIL.test(email) && !CONTROL.test(email) ? email : null;
}

function normalPhone(address: string): string | null {
  const text = address.normalize('NFKC').trim();
  const phone = text.startsWith('+') ? parsePhoneNumberFromString(text, { extract: false }) : undefined;
  return phone?.isValid() && phone.ext === undefined ? phone.number : null;
}

/** The lookup key of a normalised address. A reader of the table can neither reverse it nor test addresses without our secret. */
export const identityKey = (vault: Vault, channel: Channel, normal: string): string =>
  vault.mac('identity', `${channel}:${normal}`).toString('hex');
