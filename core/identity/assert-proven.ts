import { timingSafeEqual } from 'node:crypto';
import { DomainError } from '#errors';
import type { Vault } from '#platform/vault';
import { countGuess, spendAttempt } from './attempt.store.ts';
import { countWrongGuess } from './guess-limit.ts';
import { codeOf, hashSecret } from './secret-rules.ts';

/** The proof of an address: an attempt and its code. */
export interface AddressProof {
  readonly attemptToken: string;
  readonly code: string;
}

/**
 * Counts the guess first, and closes the attempt by one conditional write, so that of twenty concurrent calls one passes. 2 WRU.
 * @param subject of the attempt
 * @param key of the address, for which wrong guesses count
 * @throws UNAUTHENTICATED, the same for a wrong and an expired code and for an unknown attempt
 */
export async function assertProven(
  keys: Vault,
  { subject, key }: { readonly subject: string; readonly key: string },
  { attemptToken, code }: AddressProof,
  now: Date,
): Promise<void> {
  const attempt = { subject, attemptHash: hashSecret(attemptToken) };
  const digits = await countGuess(attempt, now);
  const isRight = digits !== null && isEqual(codeOf(keys, subject, attemptToken, digits), code);
  if (isRight && (await spendAttempt(attempt))) return;
  if (digits !== null && !isRight) await countWrongGuess(key, now);
  throw new DomainError('UNAUTHENTICATED', 'This code is wrong, or no longer good.', { field: 'code' });
}

const isEqual = (expected: string, code: string): boolean =>
  expected.length === code.length && timingSafeEqual(Buffer.from(expected), Buffer.from(code));
