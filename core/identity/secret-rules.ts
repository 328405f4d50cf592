import { createHash, randomBytes, randomInt } from 'node:crypto';
import type { Vault } from '#platform/vault';

/** 256 random bits: too many to guess, so its hash at rest needs no key. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
/** How a secret is known at rest. Hex, since keys do not tell upper case from lower. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
/** Six digits, each code as likely as the next. */
export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');
/** A code at rest: of this address and no other. */
export const codeMac = (vault: Vault, identityKey: string, code: string): string =>
  vault.mac('code', `${identityKey}:${code}`).toString('hex');
