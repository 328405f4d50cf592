import { createHash, randomBytes } from 'node:crypto';
import type { Vault } from '#platform/vault';

/** A secret of 256 random bits. Nobody can guess it, so that its stored hash needs no key. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
/** The hash under which a secret is stored. Hex, since ElectroDB writes keys in lower case. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');
/** The PKCE challenge of a verifier by the method S256 (RFC 7636). */
export const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');
/** The digits of a code, and of one for an address at which many have guessed (guess-limit.ts). */
export const CODE_DIGITS = 6;
export const LONG_CODE_DIGITS = 8;

/** The token of a new attempt. It names the secret that its code follows from, and is as hard to guess as newSecret(). */
export const newAttemptToken = ({ newest }: Vault): string => `${newest}.${newSecret()}`;

/**
 * The code of an attempt. It follows from the attempt's random token by our secret, so it is stored nowhere and can be sent again. All codes
 * of a length are equally likely to within 1 in 10^11.
 * @param subject of the attempt
 * @param attemptToken of newAttemptToken()
 */
export function codeOf(vault: Vault, subject: string, attemptToken: string, digits: number): string {
  const version = Number(attemptToken.slice(0, attemptToken.indexOf('.')));
  const random = vault.mac('code', `${subject}:${attemptToken}`, version).readBigUInt64BE();
  return String(random % 10n ** BigInt(digits)).padStart(digits, '0');
}
