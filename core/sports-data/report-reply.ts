import type { PollKind } from '#core/prices';
import { count, log } from '#platform/log';
import type { League } from '#schemas/sports';
import type { ProviderReply } from './odds-provider.ts';

/** Logs the items that could not be read (`provider.malformed` has an alarm) and counts the quota that is left. Never logs a reply. */
export function reportReply(league: League, kind: PollKind, { setAside, quota }: ProviderReply<unknown>): void {
  if (setAside.length > 0) {
    const problems = setAside.slice(0, 5).map(({ providerGameId, problem }) => `${providerGameId ?? '?'} ${problem}`);
    log.warn('provider: items set aside', { league, kind, setAside: setAside.length, problems });
    count('provider.malformed', setAside.length);
  }
  if (quota.remaining !== null) count('provider.quota.remaining', quota.remaining);
}
