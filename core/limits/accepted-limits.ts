import type { Part } from '#data/transaction';
import { DomainError } from '#errors';
import type { UserId } from '#schemas/common';
import { windowText } from '#schemas/contract';
import { countCallPart, windowAt } from './limit.store.ts';
import { noteLimits } from './limit-note.ts';
import { type Counter, countersOf, type Limited, type LimitState, stateOf, userSubject, type Window } from './limit-rules.ts';

/** A limit of accepted calls, and its open window as it was read. `window` is null when none is open. */
export interface CountedLimit extends Counter {
  readonly window: Window | null;
}

/** Reads the limits of a contract that count accepted calls, for one user. 0.5 to 1 RRU each, in one trip; nothing for none. */
export const countedLimits = async (contract: Limited, userId: UserId, now: Date): Promise<CountedLimit[]> =>
  Promise.all(
    countersOf(contract, userSubject(userId), userId, now)
      .filter(({ limit }) => limit.counts === 'accepted')
      .map(async (counter) => ({ ...counter, window: await windowAt(counter.subject, counter.rule, counter.limit, now) })),
  );

/** Notes for the headers of the reply how much is left of each limit. @param accepted 1 for a call that was accepted, which they count */
export const noteCounted = (limits: readonly CountedLimit[], accepted: 0 | 1, now: Date): void =>
  noteLimits(limits.map((limit) => stateWith(limit, accepted, now)));

/** The state of a limit with so many calls more than were read. */
function stateWith({ limit, window }: CountedLimit, more: number, now: Date): LimitState {
  const { calls, closesAt } = window ?? { calls: 0, closesAt: now.getTime() + limit.seconds * 1000 };
  return stateOf(limit, { calls: calls + more, closesAt }, now);
}

/** Parts that count one call in each limit, named `limit.<seconds>`. A part is refused when its limit is reached or its window changed. */
export const limitParts = (limits: readonly CountedLimit[], now: Date): Record<string, Part> =>
  Object.fromEntries(
    limits.map(({ subject, rule, limit, window }) => [
      `limit.${limit.seconds}`,
      countCallPart(subject, rule, limit, window, now),
    ]),
  );

/** @returns the RATE_LIMITED of the reached limit that reopens last; null when each limit takes one more call */
export function limitReached(limits: readonly CountedLimit[], now: Date): DomainError | null {
  const [last] = limits
    .map((counted) => ({ ...stateWith(counted, 1, now), seconds: counted.limit.seconds }))
    .filter(({ allowed }) => !allowed)
    .toSorted((a, b) => b.resetSeconds - a.resetSeconds);
  if (!last) return null;
  noteLimits([last]);
  const { limit, seconds, resetSeconds: retryAfter } = last;
  return new DomainError('RATE_LIMITED', `At most ${limit} of these ${windowText(seconds)}. Try again in ${retryAfter} s.`, {
    retryAfter,
  });
}
