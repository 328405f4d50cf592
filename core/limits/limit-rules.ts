import ipaddr from 'ipaddr.js';
import { createdAt } from '#platform/ids';
import type { UserId } from '#schemas/common';
import { type Limit, YOUNG_SECONDS } from '#schemas/contract';

/** A limit's state for one caller, after a call. */
export interface LimitState {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Whole seconds until the window closes, at least 1. */
  readonly resetSeconds: number;
}

/** A counter's open window. `closesAt` is in epoch milliseconds. */
export interface Window {
  readonly calls: number;
  readonly closesAt: number;
}

/** A contract of a route or of a socket's action, as far as it is limited. */
export interface Limited {
  readonly name: string;
  readonly limits?: readonly Limit[];
}

/** One limit as it holds for one caller. `subject` and `rule` are the key that its calls are counted under. */
export interface Counter {
  readonly subject: string;
  readonly rule: string;
  readonly limit: Limit;
}

/** The subject of a signed-in user, over all their sessions and sockets. */
export const userSubject = (userId: UserId): string => `user#${userId}`;

/**
 * Every limit of a contract, as it holds for one caller. Limits over several contracts have one counter.
 * @param userId null for a caller without a token
 */
export const countersOf = ({ name, limits = [] }: Limited, subject: string, userId: UserId | null, now: Date): Counter[] =>
  limits.map((limit) => ({ subject, rule: limit.over ?? name, limit: limitFor(limit, userId, now) }));

/**
 * The limit that holds for a caller: `youngCalls` replace `calls` while the account is younger than a day.
 * @param userId null for a caller without a token
 */
export const limitFor = (limit: Limit, userId: UserId | null, now: Date): Limit =>
  userId !== null && limit.youngCalls !== undefined && isYoung(userId, now) ? { ...limit, calls: limit.youngCalls } : limit;

/** True on the first day of an account. */
export const isYoung = (userId: UserId, now: Date): boolean => now.getTime() - createdAt(userId).getTime() < YOUNG_SECONDS * 1000;

/** @param window its `calls` include the call being judged */
export const stateOf = (limit: Limit, window: Window, now: Date): LimitState => ({
  allowed: window.calls <= limit.calls,
  limit: limit.calls,
  remaining: Math.max(0, limit.calls - window.calls),
  resetSeconds: Math.max(1, Math.ceil((window.closesAt - now.getTime()) / 1000)),
});

/** The limit that a client should slow down for: one that refused, else the one with the fewest calls left. */
export const tightest = (states: readonly LimitState[]): LimitState | undefined =>
  states.toSorted((a, b) => Number(a.allowed) - Number(b.allowed) || a.remaining - b.remaining)[0];

/**
 * The network that counts an anonymous caller: an IPv4 address, or the /64 of an IPv6 address, since one subscriber has all of it.
 * @param ip as API Gateway saw it, or as the edge did where a call has proven that it came through it (core/gates/place-rules.ts)
 */
export function networkOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip;
  // An IPv6 address that carries one of IPv4 is that one.
  const address = ipaddr.process(ip);
  if (!(address instanceof ipaddr.IPv6)) return address.toString();
  return `${address.parts
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}
