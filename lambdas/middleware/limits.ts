import { createHash } from 'node:crypto';
import type { Viewer } from '#actor';
import {
  type CountedCall,
  type Counter,
  countCaller,
  countersOf,
  type Limited,
  type LimitSettings,
  type LimitState,
  limitSettings,
  userSubject,
} from '#core/limits';
import { DomainError } from '#errors';
import type { UserId } from '#schemas/common';
import type { CallContext } from './route.ts';

let settings: LimitSettings | undefined;

/**
 * Counts a call of a route: the caller's tier over all routes, and the contract's own limits, in one update of the caller's row. 1 WRU.
 * @returns the tightest limit, which refuses the call when it is not `allowed`, and what stands against the tokens of a user
 */
export async function countRoute(contract: Limited, { actor, network, now }: CallContext): Promise<CountedCall> {
  settings ??= limitSettings();
  const subject = subjectOf(actor, network);
  const tier = { subject, rule: 'tier', limit: { calls: perMinute(settings, actor), seconds: 60 } };
  return countCaller(subject, [tier, ...ownCounters(contract, subject, actor.kind === 'user' ? actor.userId : null, now)], now);
}

/** Counts a call against its contract's own limits, of one session: 1 WRU. */
export const countSession = (contract: Limited, sessionId: string, now: Date): Promise<CountedCall> => {
  const subject = `session#${sessionId}`;
  return countCaller(subject, ownCounters(contract, subject, null, now), now);
};

/**
 * Counts a message against its action's own limits, of one user over all their sockets. An action without limits counts nothing.
 * @returns the tightest limit, and what stands against the tokens of the user
 */
export const countAction = (contract: Limited, userId: UserId, now: Date): Promise<CountedCall> =>
  countCaller(userSubject(userId), ownCounters(contract, userSubject(userId), userId, now), now);

/** @param state undefined without limits @throws RATE_LIMITED when the limit refuses the call */
export function assertAllowed(state: LimitState | undefined): void {
  if (!state || state.allowed) return;
  const retryAfter = state.resetSeconds;
  throw new DomainError('RATE_LIMITED', `Too many requests. Try again in ${retryAfter} s.`, { retryAfter });
}

/** A contract's limits that count every call. The use case counts those of accepted calls. */
const ownCounters = (contract: Limited, subject: string, userId: UserId | null, now: Date): Counter[] =>
  countersOf(contract, subject, userId, now).filter(({ limit }) => limit.counts !== 'accepted');

/** The key that counts a caller. A network's address is personal data, so that the key holds its hash. */
const subjectOf = (actor: Viewer, network: string): string =>
  actor.kind === 'user' ? userSubject(actor.userId) : `network#${createHash('sha256').update(network).digest('base64url')}`;

const perMinute = (of: LimitSettings, actor: Viewer): number => {
  if (actor.kind === 'public') return of.anonymousPerMinute;
  return actor.tier === 'premium' ? of.premiumPerMinute : of.freePerMinute;
};

/** The rate limit headers of a reply; none for a call that was not counted. */
export const limitHeaders = (state: LimitState | undefined): Record<string, string> =>
  state
    ? {
        'ratelimit-limit': String(state.limit),
        'ratelimit-remaining': String(state.remaining),
        'ratelimit-reset': String(state.resetSeconds),
      }
    : {};
