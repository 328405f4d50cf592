import { batchAll } from '#data/batch';
import { conditionHeld } from '#data/transaction';
import { epoch } from '#platform/clock';
import { quietEndEntity } from './quiet-end.entity.ts';

/** Seconds after the quarter for which a row is kept: far longer than the job is ever late. */
const KEPT_FOR = 7 * 86_400;

/** Notes that something is held for a user until a quarter. The first note of a quarter stands. 1 WRU. */
export const holdUntil = (userId: string, quarter: Date, now: Date): Promise<boolean> =>
  conditionHeld(
    quietEndEntity()
      .create({ quarter: quarter.toISOString(), userId, since: now.toISOString(), expiresAt: epoch(quarter) + KEPT_FOR })
      .go(),
  );

/** Somebody whose quiet hours have ended. */
export interface Held {
  readonly quarter: string;
  readonly userId: string;
  readonly since: string;
}

/** All users for whom something is held until a quarter: a query, 0.5 RRU for some 30. */
export async function heldUntil(quarter: Date): Promise<Held[]> {
  const { data } = await quietEndEntity()
    .query.primary({ quarter: quarter.toISOString() })
    .go({ consistent: true, pages: 'all' });
  return data;
}

/** Forgets what was held: 1 WRU each. */
export const forgetHeld = (held: readonly Held[]): Promise<object[]> =>
  batchAll(
    held.map(({ quarter, userId }) => ({ quarter, userId })),
    (some) => quietEndEntity().delete(some).go(),
  );
