import { type Competition, findSeason, writeSeason } from '#core/events';
import { count, log } from '#platform/log';
import type { OddsProvider } from './odds-provider.ts';

const HOUR = 3_600_000;
/** A schedule of one minute fires a little early or late. */
const SLACK = 30_000;

/**
 * The competitions in season. The provider is asked once an hour, free of charge; when it does not answer, its last reply stands.
 * @param anew asks whatever the time
 * @returns null when nothing is known, so that every league may be in season
 */
export async function seasonNow(provider: OddsProvider, anew: boolean, now: Date): Promise<readonly Competition[] | null> {
  const stored = await findSeason();
  const age = now.getTime() - Date.parse(stored?.at ?? '');
  if (stored && !anew && age >= 0 && age < HOUR - SLACK) return stored.competitions;
  const reply = await provider.competitions().catch((error: Error) => {
    log.error('provider: the competitions in season are not known anew', { error });
    count('provider.failed');
    return null;
  });
  if (!reply) return stored?.competitions ?? null;
  if (reply.setAside.length > 0) count('provider.malformed', reply.setAside.length);
  await writeSeason({ at: now.toISOString(), competitions: reply.items });
  return reply.items;
}
