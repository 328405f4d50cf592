import { conditionHeld, type Part, part } from '#data/transaction';
import { updateOnce } from '#data/update-once';
import { UpdateCommand } from '#document-client';
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

/** A limit's state after a call, and the number of calls over the limit in the window, this one included. */
export interface CallState extends LimitState {
  readonly excess: number;
}

/**
 * Counts one call and judges it. 1 WRU in an open window, 2 when it opens one; of a limit of one call it is the other way round. A refused call
 * does not prolong the window.
 * A call whose count DynamoDB throttles is refused, and not counted again.
 * @param subject `identity#<key>`, `network#<hash>`, `socket#<id>` and the like
 * @param rule the name of what is limited; rules of the same name but other `seconds` count apart
 * @throws UNAVAILABLE when other calls changed the window at each try
 */
export async function countCall(subject: string, rule: string, limit: Limit, now: Date): Promise<CallState> {
  for (let tries = 0; tries < TRIES; tries++) {
    // A call that a limit of one accepts opens a window; one that another limit accepts mostly finds it open.
    const [first, second] = limit.calls === 1 ? [openWindow, countInOpen] : [countInOpen, openWindow];
    const window = (await first(subject, rule, limit, now)) ?? (await second(subject, rule, limit, now));
    if (window === THROTTLED)
      return { allowed: false, limit: limit.calls, remaining: 0, resetSeconds: 1, excess: Number.POSITIVE_INFINITY };
    if (window) return { ...stateOf(limit, window, now), excess: Math.max(0, window.calls - limit.calls) };
  }
  throw new DomainError('UNAVAILABLE', 'Too busy to count this call. Please try again.');
}

const THROTTLED = 'throttled';
type Counted = Window | typeof THROTTLED | null;

/** Counts a call in the open window. @returns null when no window is open */
const countInOpen = (subject: string, rule: string, limit: Limit, now: Date): Promise<Counted> =>
  windowAfter(
    limitEntity()
      .patch(key(subject, rule, limit))
      .add({ calls: 1 })
      .where((attr, op) => op.gt(attr.closesAt, now.getTime()))
      .params(),
  );

/** Opens a window with one call. @returns null when another call opened it first */
const openWindow = (subject: string, rule: string, limit: Limit, now: Date): Promise<Counted> =>
  windowAfter(
    limitEntity()
      .upsert({ ...key(subject, rule, limit), calls: 1, ...windowFrom(limit, now) })
      .where((attr, op) => `${op.notExists(attr.closesAt)} OR ${op.lte(attr.closesAt, now.getTime())}`)
      .params(),
  );

/** @returns the window after the update; null when its condition failed */
async function windowAfter(params: object): Promise<Counted> {
  let window: Counted = null;
  await conditionHeld(
    updateOnce(new UpdateCommand({ ...(params as UpdateCommand['input']), ReturnValues: 'ALL_NEW' })).then((row) => {
      window = row === null ? THROTTLED : (row as unknown as Window);
    }),
  );
  return window;
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
