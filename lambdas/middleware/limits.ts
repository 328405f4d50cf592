import { createHash } from 'node:crypto';
import type { Viewer } from '#actor';
import { type LimitSettings, limitSettings, type Standing, take, tightest } from '#core/limits';
import { DomainError } from '#errors';
import type { HttpMiddleware } from './http.ts';

/**
 * The caller's tier over all routes, and the contract's own limit on top. One write each, at the same time, whatever was called before.
 * A limit that counts only what is accepted is counted by its use case instead.
 */
export function limits(): HttpMiddleware {
  let settings: LimitSettings | undefined;
  return {
    before: async ({ event: { found } }) => {
      if (!found) return;
      settings ??= limitSettings();
      const { contract } = found.route;
      const subject = subjectOf(found.actor, found.network);
      const own = contract.limit?.counts === 'accepted' ? undefined : contract.limit;
      const standings = await Promise.all([
        take(subject, 'tier', { calls: perMinute(settings, found.actor), seconds: 60 }, found.now),
        ...(own ? [take(subject, contract.name, own, found.now)] : []),
      ]);
      found.standing = tightest(standings);
      if (found.standing && !found.standing.allowed) {
        const retryAfter = found.standing.resetSeconds;
        throw new DomainError('RATE_LIMITED', `Too many requests. Try again in ${retryAfter} s.`, { retryAfter });
      }
    },
  };
}

/** A network's address is personal: only its hash is a key. */
const subjectOf = (actor: Viewer, network: string): string =>
  actor.kind === 'user' ? `user#${actor.userId}` : `network#${createHash('sha256').update(network).digest('base64url')}`;

const perMinute = (settings: LimitSettings, actor: Viewer): number => {
  if (actor.kind === 'public') return settings.anonymousPerMinute;
  return actor.tier === 'premium' ? settings.premiumPerMinute : settings.freePerMinute;
};

/** @param retryAfter whole seconds, when the call was refused for a limit */
export const limitHeaders = (standing: Standing | undefined, retryAfter: unknown): Record<string, string> => ({
  ...(standing && {
    'ratelimit-limit': String(standing.limit),
    'ratelimit-remaining': String(standing.remaining),
    'ratelimit-reset': String(standing.resetSeconds),
  }),
  ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
});
