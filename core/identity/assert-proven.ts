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
 * An attempt is opened for any address, so that a refusal tells nothing of the accounts.
 * @param subject of the attempt
 * @param key of the address, for which wrong guesses count
 * @throws CODE_WRONG with the guesses that are left; CODE_EXHAUSTED; CODE_EXPIRED also for a used code and an unknown attempt
 */
export async function assertProven(
  keys: Vault,
  { subject, key }: { readonly subject: string; readonly key: string },
  { attemptToken, code }: AddressProof,
  now: Date,
): Promise<void> {
  const attempt = { subject, attemptHash: hashSecret(attemptToken) };
  const guess = await countGuess(attempt, now);
  if (guess === 'CODE_EXPIRED') throw expired();
  if (guess === 'CODE_EXHAUSTED')
    throw new DomainError('CODE_EXHAUSTED', 'This code was guessed at too often. Ask for a new one.', { field: 'code' });
  if (!isEqual(codeOf(keys, subject, attemptToken, guess.digits), code)) {
    await countWrongGuess(key, now);
    throw new DomainError('CODE_WRONG', 'This code is wrong.', { field: 'code', guessesLeft: guess.left });
  }
  if (!(await spendAttempt(attempt))) throw expired();
}

const expired = () => new DomainError('CODE_EXPIRED', 'This code is no longer good. Ask for a new one.', { field: 'code' });

const isEqual = (expected: string, code: string): boolean =>
  expected.length === code.length && timingSafeEqual(Buffer.from(expected), Buffer.from(code));
