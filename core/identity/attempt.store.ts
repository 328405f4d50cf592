import type { Item } from '#data/entity';
import { conditionHeld, replyIfHeld } from '#data/transaction';
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
export async function prolongAttempt(key: AttemptKey, now: Date): Promise<number | null> {
  const attempt = await whileOpen(key, now, (open) => open.set({ expiresAt: epoch(now) + ATTEMPT_LIFE }));
  return attempt?.digits ?? null;
}

/** A guess that counts: the digits of the code, and the guesses that are left after it. */
interface Guess {
  readonly digits: number;
  readonly left: number;
}

/**
 * Counts a guess before the code is compared, so that concurrent guesses cannot exceed the bound. 1 WRU, and 1 RRU for an attempt that is not open.
 * @returns the refusal for an attempt that is not open
 */
export async function countGuess(key: AttemptKey, now: Date): Promise<Guess | 'CODE_EXPIRED' | 'CODE_EXHAUSTED'> {
  const attempt = await whileOpen(key, now, (open) => open.add({ guesses: 1 }));
  if (attempt) return { digits: attempt.digits, left: GUESSES - attempt.guesses };
  const { data } = await attemptEntity()
    .get({ ...key })
    .go({ consistent: true });
  return data && data.expiresAt > epoch(now) ? 'CODE_EXHAUSTED' : 'CODE_EXPIRED';
}

type Patch = ReturnType<ReturnType<typeof attemptEntity>['patch']>;

/** Changes an attempt while it is open. @returns the changed attempt; null when it is not open */
async function whileOpen(key: AttemptKey, now: Date, change: (attempt: Patch) => ReturnType<Patch['set']>) {
  const changed = await replyIfHeld(
    change(attemptEntity().patch({ ...key }))
      .where((attr, op) => `${op.lt(attr.guesses, GUESSES)} AND ${op.gt(attr.expiresAt, epoch(now))}`)
      .go({ response: 'all_new' }),
  );
  return changed && (changed.data as Item<typeof attemptEntity>);
}

/** Closes an attempt whose code was given. @returns true when it was there: of concurrent callers, for one alone. 1 WRU. */
export const spendAttempt = (key: AttemptKey): Promise<boolean> =>
  conditionHeld(
    attemptEntity()
      .remove({ ...key })
      .where((attr, op) => op.exists(attr.digits))
      .go(),
  );
