import { domainToASCII, domainToUnicode } from 'node:url';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { invalid } from '#errors';
import type { Vault } from '#platform/vault';
import type { IdentityProvider } from '#schemas/identities';
import type { Channel } from '#schemas/users';

/** A dot-atom (RFC 5322, 3.2.3) of 7-bit letters: SES takes no other local part, and no mail server needs one in quotes. */
const LOCAL = /^(?=.{1,64}$)[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
/** Letters, marks, digits and hyphens of any script, the dots and the joiners that IDNA knows. Nothing that a URL gives a meaning. */
const HOST_TEXT = /^(?:[\p{L}\p{M}\p{N}.\u3002\u00b7\u30fb-]|\u200c|\u200d)+$/u;
/**
 * A label in ASCII: at most 63 letters, digits and hyphens (RFC 1123, 2.1), no hyphen at an end or, unless it is an A-label, in third and
 * fourth place.
 */
const LABEL = /^(?!..--|-)[a-z0-9-]{1,63}(?<!-)$/;
const A_LABEL = /^xn--[a-z0-9-]{1,59}(?<!-)$/;
/** Invisible marks that a text brings along when it is copied: directions (U+202A to U+202E, U+2066 to U+2069), joiners, U+FEFF. */
const FORMAT = /\p{Cf}/gu;
const ENDS = /^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu;

/**
 * Gives every spelling of an address the same form: an e-mail address in lower case and compatibility form (NFKC) with its host in ASCII, a
 * phone number in E.164. Invisible marks around an e-mail address, and anywhere in a number, are left out. A normalised address stays as it is.
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
  const text = address.normalize('NFKC').replace(ENDS, '').toLowerCase().normalize('NFKC');
  const at = text.lastIndexOf('@');
  const [local, host] = [text.slice(0, Math.max(at, 0)), normalHost(text.slice(at + 1))];
  return LOCAL.test(local) && host !== null && local.length + host.length < 254 ? `${local}@${host}` : null;
}

/**
 * A host name in ASCII by IDNA (UTS 46). domainToASCII() reads its text as the host of a URL, which ends at a slash, may be escaped by
 * percent signs or be an address of four numbers, and has labels of any length: what it should not see is refused before, and what it
 * lets through after.
 */
function normalHost(text: string): string | null {
  const host = HOST_TEXT.test(text) ? domainToASCII(text) : '';
  const labels = host.split('.');
  const isName = labels.length > 1 && labels.every((label) => LABEL.test(label) || isALabel(label));
  return isName && !/^\d+$/.test(labels.at(-1) ?? '') ? host : null;
}

/** domainToASCII() leaves a text in ASCII as it is, also one that encodes nothing. */
function isALabel(label: string): boolean {
  const decoded = A_LABEL.test(label) ? domainToUnicode(label) : label;
  return decoded !== label && HOST_TEXT.test(decoded) && domainToASCII(decoded) === label;
}

function normalPhone(address: string): string | null {
  const text = address.normalize('NFKC').replace(FORMAT, '').trim();
  const phone = text.startsWith('+') ? parsePhoneNumberFromString(text, { extract: false }) : undefined;
  return phone?.isValid() && phone.ext === undefined ? phone.number : null;
}

/**
 * The lookup key of a normalised address, or of the subject of an identity provider, `<version of the secret>.<hex>`. A reader of the table
 * can neither reverse it nor test addresses without our secret. It is always made with the oldest secret, since an address is found under
 * one key.
 */
export const identityKey = (vault: Vault, channel: Channel | IdentityProvider, normal: string): string =>
  `${vault.oldest}.${vault.mac('identity', `${channel}:${normal}`, vault.oldest).toString('hex')}`;
