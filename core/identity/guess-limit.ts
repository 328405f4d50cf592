import { countCall, windowAt } from '#core/limits';
import { CODE_DIGITS, LONG_CODE_DIGITS } from './secret-rules.ts';

/**
 * Wrong guesses at one address within a day, after which the codes that strangers ask for are longer. Codes are not refused instead, since
 * that would let anybody lock the owner out. docs/identity.md has the arithmetic.
 */
const WRONG_GUESSES = { calls: 15, seconds: 86_400 };
const RULE = 'wrong-guesses';
const subject = (identityKey: string): string => `identity#${identityKey}`;

/** Counts a wrong guess at the code of an address. The day begins with the first one. 1 WRU, 2 for the first. */
export async function countWrongGuess(identityKey: string, now: Date): Promise<void> {
  await countCall(subject(identityKey), RULE, WRONG_GUESSES, now);
}

/** The digits of a code for a caller whose device is not known. 1 RRU. */
export async function digitsFor(identityKey: string, now: Date): Promise<number> {
  const day = await windowAt(subject(identityKey), RULE, WRONG_GUESSES, now);
  return day !== null && day.calls >= WRONG_GUESSES.calls ? LONG_CODE_DIGITS : CODE_DIGITS;
}
