import { createHash, randomBytes, randomInt } from 'node:crypto';
import type { Vault } from '#platform/vault';

/** A secret of 256 random bits. Nobody can guess it, so that its stored hash needs no key. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
/** The hash under which a secret is stored. Hex, since ElectroDB writes keys in lower case. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');
/** A random code of six digits, all equally likely. */
export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');
/** The stored form of a code, which is valid for this address alone. */
export const codeMac = (vault: Vault, identityKey: string, code: string): string =>
  vault.mac('code', `${identityKey}:${code}`).toString('hex');
