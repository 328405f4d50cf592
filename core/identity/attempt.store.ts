import { conditionHeld } from '#data/transaction';
import { epoch } from '#platform/clock';
import { attemptEntity } from './attempt.entity.ts';

/** Seconds for which an attempt is open after its code was sent. */
export const ATTEMPT_LIFE = 600;
/** Guesses of one attempt, the right one included. */
const GUESSES = 5;

interface AttemptKey {
  readonly subject: string;
  readonly attemptHash: string;
}

/** Opens an attempt whose code has so many digits. 1 WRU. */
export async function openAttempt(key: AttemptKey, digits: number, now: Date): Promise<void> {
  await attemptEntity()
    .create({ ...key, digits, guesses: 0, expiresAt: epoch(now) + ATTEMPT_LIFE })
    .go();
}

/** Prolongs an open attempt, whose code is sent again. 1 WRU. @returns the digits of its code; null when it is not open */
export const prolongAttempt = (key: AttemptKey, now: Date): Promise<number | null> =>
  whileOpen(key, now, (attempt) => attempt.set({ expiresAt: epoch(now) + ATTEMPT_LIFE }));

/**
 * Counts a guess before the code is compared, so that concurrent guesses cannot exceed the bound. 1 WRU.
 * @returns the digits of the code; null when the attempt is not open
 */
export const countGuess = (key: AttemptKey, now: Date): Promise<number | null> =>
  whileOpen(key, now, (attempt) => attempt.add({ guesses: 1 }));

type Patch = ReturnType<ReturnType<typeof attemptEntity>['patch']>;

async function whileOpen(
  key: AttemptKey,
  now: Date,
  change: (attempt: Patch) => ReturnType<Patch['set']>,
): Promise<number | null> {
  let digits: number | null = null;
  await conditionHeld(
    change(attemptEntity().patch({ ...key }))
      .where((attr, op) => `${op.lt(attr.guesses, GUESSES)} AND ${op.gt(attr.expiresAt, epoch(now))}`)
      .go({ response: 'all_new' })
      .then(({ data }) => {
        digits = data.digits ?? null;
      }),
  );
  return digits;
}

/** Closes an attempt whose code was given. @returns true when it was there: of concurrent callers, for one alone. 1 WRU. */
export const spendAttempt = (key: AttemptKey): Promise<boolean> =>
  conditionHeld(
    attemptEntity()
      .remove({ ...key })
      .where((attr, op) => op.exists(attr.digits))
      .go(),
  );
