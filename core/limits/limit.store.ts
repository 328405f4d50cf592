import { conditionHeld, type Part, part } from '#data/transaction';
import { DomainError } from '#errors';
import type { Limit } from '#schemas/contract';
import { limitEntity } from './limit.entity.ts';
import { type LimitState, stateOf, type Window } from './limit-rules.ts';

const DAY = 86_400;
/** Tries to count one call while other calls open or close its window. */
const TRIES = 3;

const key = (subject: string, rule: string, { seconds }: Limit) => ({ subject, rule, seconds });
const windowFrom = (limit: Limit, now: Date) => {
  const closesAt = now.getTime() + limit.seconds * 1000;
  return { closesAt, expiresAt: Math.ceil(closesAt / 1000) + DAY };
};

/**
 * Counts one call and judges it. 1 WRU in an open window, 2 when it opens one; a refused call costs the same and does not prolong the window.
 * @param subject the caller: `user#<id>`, `network#<hash>`
 * @param rule the name of what is limited; rules of the same name but other `seconds` count apart
 * @throws UNAVAILABLE when other calls changed the window at each try
 */
export async function countCall(subject: string, rule: string, limit: Limit, now: Date): Promise<LimitState> {
  for (let tries = 0; tries < TRIES; tries++) {
    const window = (await countInOpen(subject, rule, limit, now)) ?? (await openWindow(subject, rule, limit, now));
    if (window) return stateOf(limit, window, now);
  }
  throw new DomainError('UNAVAILABLE', 'Too busy to count this call. Please try again.');
}

/** Counts a call in the open window. @returns null when no window is open */
async function countInOpen(subject: string, rule: string, limit: Limit, now: Date): Promise<Window | null> {
  let window: Window | null = null;
  await conditionHeld(
    limitEntity()
      .patch(key(subject, rule, limit))
      .add({ calls: 1 })
      .where((attr, op) => op.gt(attr.closesAt, now.getTime()))
      .go({ response: 'all_new' })
      .then(({ data }) => {
        window = data as Window;
      }),
  );
  return window;
}

/** Opens a window with one call. @returns null when another call opened it first */
async function openWindow(subject: string, rule: string, limit: Limit, now: Date): Promise<Window | null> {
  const { closesAt, expiresAt } = windowFrom(limit, now);
  const opened = await conditionHeld(
    limitEntity()
      .upsert({ ...key(subject, rule, limit), calls: 1, closesAt, expiresAt })
      .where((attr, op) => `${op.notExists(attr.closesAt)} OR ${op.lte(attr.closesAt, now.getTime())}`)
      .go(),
  );
  return opened ? { calls: 1, closesAt } : null;
}

/** The open window of a limit that a transaction will count; null when there is none. 0.5 to 1 RRU. */
export async function windowAt(subject: string, rule: string, limit: Limit, now: Date): Promise<Window | null> {
  const { data } = await limitEntity()
    .get(key(subject, rule, limit))
    .go({ consistent: true });
  return data && data.closesAt > now.getTime() ? data : null;
}

/**
 * Counts one call as a part of a transaction, so that only accepted calls count. The condition fails when the limit is reached or the
 * window changed since it was read: read it again and build a new part.
 */
export function countCallPart(subject: string, rule: string, limit: Limit, window: Window | null, now: Date): Part {
  return part({ counter: limitEntity() }, ({ counter }) => [
    window
      ? counter
          .patch(key(subject, rule, limit))
          .add({ calls: 1 })
          .where((attr, op) => `${op.eq(attr.closesAt, window.closesAt)} AND ${op.lt(attr.calls, limit.calls)}`)
          .commit()
      : counter
          .upsert({ ...key(subject, rule, limit), calls: 1, ...windowFrom(limit, now) })
          .where((attr, op) => `${op.notExists(attr.closesAt)} OR ${op.lte(attr.closesAt, now.getTime())}`)
          .commit(),
  ]);
}
