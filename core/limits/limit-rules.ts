import type { Limit } from '#schemas/contract';

/** Where a caller stands after a call. */
export interface Standing {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Whole seconds until the window closes, at least 1. */
  readonly resetSeconds: number;
}

/** What is kept of a window. `closesAt` in epoch milliseconds. */
export interface Window {
  readonly calls: number;
  readonly closesAt: number;
}

/** `calls` counts the one being judged. */
export const standing = (limit: Limit, window: Window, now: Date): Standing => ({
  allowed: window.calls <= limit.calls,
  limit: limit.calls,
  remaining: Math.max(0, limit.calls - window.calls),
  resetSeconds: Math.max(1, Math.ceil((window.closesAt - now.getTime()) / 1000)),
});

/** The one that a client should slow down for: a refusal first, then the fewest calls left. */
export const tightest = (standings: readonly Standing[]): Standing | undefined =>
  standings.toSorted((a, b) => Number(a.allowed) - Number(b.allowed) || a.remaining - b.remaining)[0];

/**
 * The network that an anonymous caller is counted by: an IPv4 address, or the /64 of an IPv6 address, since one subscriber has all of it.
 * @param ip as API Gateway saw it (`sourceIp`), never a forwarded header
 */
export function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped !== undefined) return mapped;
  if (!ip.includes(':')) return ip;
  const [head = '', tail] = ip.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups =
    tail === undefined ? left : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
